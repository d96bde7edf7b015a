using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNetUnlearn.Tensors;

/// <summary>Where a step shall run, as its <see cref="MLContext"/> said when the step was made (ML.NET's trainers do the same).</summary>
internal sealed class DeviceChoice(MLContext mlContext)
{
    private readonly int? _gpu = mlContext.GpuDeviceId;
    private readonly bool _fallsBack = mlContext.FallbackToCpu;

    /// <summary>The device to run on; when it falls back, the channel is warned.</summary>
    /// <exception cref="InvalidOperationException">The GPU is not there, and falling back to the CPU was not allowed.</exception>
    public Device Resolve(string step, IChannel channel)
    {
        if (_gpu is not { } id)
            return torch.CPU;
        if (TryFind(id, out var reason) is { } device)
            return device;
        var problem = FormattableString.Invariant($"{step}: {nameof(MLContext)}.{nameof(MLContext.GpuDeviceId)} is {id}, but {reason}");
        if (!_fallsBack)
        {
            throw new InvalidOperationException(
                $"{problem}. Set {nameof(MLContext.GpuDeviceId)} to null, or {nameof(MLContext.FallbackToCpu)} to true, to run on the CPU.");
        }
        channel.Warning(MessageSensitivity.None, $"{problem}; running on the CPU, since {nameof(MLContext.FallbackToCpu)} is true.");
        return torch.CPU;
    }

#if TORCHSHARP
    private static Device? TryFind(int id, out string reason)
    {
        var count = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        reason = count == 0
            ? "CUDA is not available (it needs an NVIDIA driver and a TorchSharp-cuda package)"
            : FormattableString.Invariant($"CUDA devices are numbered 0 to {count - 1} here");
        return id >= 0 && id < count ? torch.device(DeviceType.CUDA, id) : null;
    }
#else
    private static Device? TryFind(int id, out string reason)
    {
        reason = "the default engine runs on the CPU only (builds on TorchSharp can use a GPU)";
        return null;
    }
#endif
}
