namespace Microsoft.ML.Runtime;

// Nobody listens to progress in this environment, so only misuse is noticed; a channel within a channel notices not even that.
internal sealed class ProgressChannel(bool isRoot) : IProgressChannel
{
    private ProgressHeader _header = new();
    private bool _disposed;

    public void SetHeader(ProgressHeader header, Action<IProgressEntry>? fillAction) => _header = header;

    public void Checkpoint(params double?[] values)
    {
        if (!isRoot)
            return;
        Contracts.Check(!_disposed, "The channel is disposed.");
        Contracts.Check(values.Length <= _header.MetricNames.Count + 2 * _header.UnitNames.Count,
            "There are more values than the header names.");
    }

    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel(isRoot: false);

    public void Dispose() => _disposed = true;
}
