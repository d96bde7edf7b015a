using MLNetUnlearn.Engine.Ops;

namespace MLNetUnlearn.Engine;

/// <content>Ranges.</content>
public static partial class torch
{
    /// <summary>Equally spaced values.</summary>
    /// <param name="start">The first value.</param>
    /// <param name="stop">The bound, not reached.</param>
    /// <param name="step">The distance, not 0.</param>
    /// <param name="dtype">The type, by default int64 if all numbers are integers, else float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">The step does not lead from start to stop.</exception>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, bool requires_grad = false)
    {
        bool isIntegral = start.IsIntegral && stop.IsIntegral && step.IsIntegral;
        ScalarType type = dtype ?? (isIntegral ? ScalarType.Int64 : ScalarType.Float32);
        return Made(Factory.Range(start, stop, step, type), requires_grad);
    }

    /// <summary>Equally spaced values at distance 1.</summary>
    /// <param name="start">The first value.</param>
    /// <param name="stop">The bound, not reached.</param>
    /// <param name="dtype">The type, by default int64 if all numbers are integers, else float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">The step does not lead from start to stop.</exception>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, bool requires_grad = false)
        => arange(start, stop, 1, dtype, requires_grad);

    /// <summary>Equally spaced values 0, 1, and so on.</summary>
    /// <param name="stop">The bound, not reached.</param>
    /// <param name="dtype">The type, by default int64 if all numbers are integers, else float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">The step does not lead from start to stop.</exception>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, bool requires_grad = false)
        => arange(0, stop, 1, dtype, requires_grad);
}
