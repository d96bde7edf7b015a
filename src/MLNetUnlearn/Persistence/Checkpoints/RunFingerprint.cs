using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MLNetUnlearn.Persistence.Packages;

namespace MLNetUnlearn.Persistence.Checkpoints;

/// <summary>A hash of all that decides what a run does: options, seed, data and, where it starts from one, a model.</summary>
internal sealed class RunFingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds options by their type and the values of their properties.</summary>
    /// <exception cref="InvalidOperationException">An option cannot be written as JSON.</exception>
    public RunFingerprint Add(object options) => Add(options.GetType().FullName!).Add(OptionsJson.Text(options));

    /// <summary>Adds a text.</summary>
    public RunFingerprint Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append<int>([bytes.Length]);
        _hash.AppendData(bytes);
        return this;
    }

    /// <summary>Adds a seed.</summary>
    public RunFingerprint Add(long seed)
    {
        Append<long>([seed]);
        return this;
    }

    /// <summary>Adds data that hand themselves out.</summary>
    public RunFingerprint Add(Action<Action<ReadOnlySpan<int>>> data)
    {
        data(Append<int>);
        return this;
    }

    /// <summary>Adds a module's weights.</summary>
    public RunFingerprint Add(nn.Module module)
    {
        using var scope = torch.NewDisposeScope();
        return Add(module.state_dict());
    }

    /// <summary>Adds tensors by their names.</summary>
    public RunFingerprint Add(IReadOnlyDictionary<string, Tensor> weights)
    {
        foreach (var (name, weight) in weights)
        {
            Add(name);
            _hash.AppendData(TensorTypes.Bytes(weight));
        }
        return this;
    }

    /// <summary>The hash, in lower-case hexadecimal.</summary>
    public string Result() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private void Append<T>(ReadOnlySpan<T> values) where T : unmanaged => _hash.AppendData(MemoryMarshal.AsBytes(values));
}
