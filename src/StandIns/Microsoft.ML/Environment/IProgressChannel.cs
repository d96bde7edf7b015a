namespace Microsoft.ML.Runtime;

/// <summary>Opens channels for progress.</summary>
public interface IProgressChannelProvider
{
    /// <summary>Opens a channel for the progress of a computation.</summary>
    IProgressChannel StartProgressChannel(string name);
}

/// <summary>Takes the progress of one computation until disposed.</summary>
public interface IProgressChannel : IProgressChannelProvider, IDisposable
{
    /// <summary>Says what is measured and how to ask for it at any time.</summary>
    void SetHeader(ProgressHeader header, Action<IProgressEntry>? fillAction);

    /// <summary>Reports values: the metrics, then the units done, then the units in all. Missing ones at the end may be left out.</summary>
    void Checkpoint(params double?[] values);
}

/// <summary>Takes the state of a computation.</summary>
public interface IProgressEntry
{
    /// <summary>Sets how many units are done.</summary>
    void SetProgress(int index, double value);

    /// <summary>Sets how many units are done, of how many.</summary>
    void SetProgress(int index, double value, double lim);

    /// <summary>Sets a metric.</summary>
    void SetMetric(int index, double value);
}
