namespace MLNetUnlearn.Engine;

/// <summary>
/// A number of some type, passed where an operation takes a tensor or a number. Unlike TorchSharp's it holds no native value: there is
/// nothing to dispose.
/// </summary>
public sealed class Scalar
{
    private Scalar(double value, long integer, bool isIntegral)
    {
        Value = value;
        Integer = integer;
        IsIntegral = isIntegral;
    }

    internal double Value { get; }

    internal long Integer { get; }

    internal bool IsIntegral { get; }

    /// <summary>The type of a tensor filled with the number.</summary>
    internal torch.ScalarType Type => IsIntegral ? torch.ScalarType.Int64 : torch.ScalarType.Float32;

    /// <summary>Makes a scalar of an integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(int value) => new(value, value, true);

    /// <summary>Makes a scalar of an integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(long value) => new(value, value, true);

    /// <summary>Makes a scalar of a floating-point number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(float value) => new(value, (long)value, false);

    /// <summary>Makes a scalar of a floating-point number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(double value) => new(value, (long)value, false);

    /// <summary>Makes a scalar of a truth value.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, value ? 1 : 0, true);
}
