namespace MLNetUnlearn.Tensors;

/// <summary>A copy of a module's parameters and buffers at one moment.</summary>
internal sealed class WeightSnapshot : IDisposable
{
    private readonly Dictionary<string, Tensor> _weights = [];

    /// <summary>Whether there are weights.</summary>
    public bool IsTaken => _weights.Count > 0;

    /// <summary>The kept weights by name; the snapshot owns them.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _weights;

    /// <summary>Copies the weights as they are now, over what was kept before.</summary>
    public void Take(nn.Module module)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        foreach (var (name, weight) in module.state_dict())
        {
            if (_weights.TryGetValue(name, out var kept))
                kept.copy_(weight);
            else
                _weights.Add(name, weight.detach().clone().DetachFromDisposeScope());
        }
    }

    /// <summary>Writes the kept weights into a module of the same shape.</summary>
    /// <exception cref="InvalidOperationException">The module has other weights.</exception>
    public void Restore(nn.Module module)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var weights = module.state_dict();
        // Checked here, since copying would broadcast a smaller weight and pass over a missing one.
        var (wanted, given) = (Text(weights), Text(_weights));
        if (wanted != given)
            throw new InvalidOperationException($"Weights do not fit the module: it has {wanted}, but there are {given}.");
        foreach (var (name, weight) in weights)
            weight.copy_(_weights[name]);
    }

    public void Dispose()
    {
        foreach (var weight in _weights.Values)
            weight.Dispose();
    }

    private static string Text(Dictionary<string, Tensor> weights)
    {
        var texts = weights.Select(weight => $"{weight.Key} {string.Join('×', weight.Value.shape)}").Order(StringComparer.Ordinal);
        return weights.Count == 0 ? "none" : string.Join(", ", texts);
    }
}
