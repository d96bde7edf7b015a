namespace Microsoft.ML.Runtime;

/// <summary>Takes messages of one type until disposed.</summary>
public interface IPipe<TMessage> : IExceptionContext, IDisposable
{
    /// <summary>Sends a message to whoever listens.</summary>
    void Send(TMessage msg);
}

/// <summary>Takes log messages.</summary>
public interface IChannel : IPipe<ChannelMessage>
{
    /// <summary>Tells a detail.</summary>
    void Trace(MessageSensitivity sensitivity, string fmt);

    /// <summary>Tells a detail.</summary>
    void Trace(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Tells of an error.</summary>
    void Error(MessageSensitivity sensitivity, string fmt);

    /// <summary>Tells of an error.</summary>
    void Error(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Warns.</summary>
    void Warning(MessageSensitivity sensitivity, string fmt);

    /// <summary>Warns.</summary>
    void Warning(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Informs.</summary>
    void Info(MessageSensitivity sensitivity, string fmt);

    /// <summary>Informs.</summary>
    void Info(MessageSensitivity sensitivity, string fmt, params object[] args);
}
