using MLNetUnlearn.Engine.Buffers;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

/// <summary>What Adam and AdamW keep for one parameter.</summary>
internal sealed class AdamState(long[] shape, bool amsgrad)
{
    private readonly TensorImpl _first = TensorImpl.Zeros(torch.ScalarType.Float32, shape);
    private readonly TensorImpl _second = TensorImpl.Zeros(torch.ScalarType.Float32, shape);
    private readonly TensorImpl? _largest = amsgrad ? TensorImpl.Zeros(torch.ScalarType.Float32, shape) : null;
    private long _steps;

    /// <summary>One step. With decay, a parameter moves even where its gradient is zero.</summary>
    internal void Step(in AdamSettings settings, double learningRate, TensorImpl parameter, TensorImpl grad)
    {
        _steps++;
        var step = new AdamStep(
            (float)settings.Beta1,
            (float)settings.Beta2,
            (float)settings.Eps,
            (float)(learningRate / (1 - Math.Pow(settings.Beta1, _steps))),
            (float)(1 / Math.Sqrt(1 - Math.Pow(settings.Beta2, _steps))),
            settings.IsDecoupled ? 0 : (float)settings.WeightDecay,
            settings.IsDecoupled ? (float)(1 - learningRate * settings.WeightDecay) : 1,
            settings.Maximize ? -1 : 1);
        Span<float> largest = _largest is null ? default : _largest.Floats;
        TouchedRows? touched = grad.Storage.Touched;
        if (touched is null || touched.Flags.Length * touched.RowLength != grad.Count)
            AdamKernel.Apply(step, parameter.Floats, grad.Floats, _first.Floats, _second.Floats, largest);
        else
            AdamKernel.Apply(step, parameter.Floats, grad.Floats, _first.Floats, _second.Floats, largest, touched.Flags, touched.RowLength);
    }

    internal void Release()
    {
        _first.Release();
        _second.Release();
        _largest?.Release();
    }
}
