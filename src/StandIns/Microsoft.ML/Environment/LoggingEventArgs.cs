using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A log message on its way to the user.</summary>
public sealed class LoggingEventArgs : EventArgs
{
    /// <summary>A message of a kind from a source.</summary>
    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        RawMessage = message;
        Kind = kind;
        Source = source;
        Message = $"[Source={source}, Kind={kind}] {message}";
    }

    /// <summary>Who sent it: the component, a semicolon, the channel.</summary>
    public string Source { get; }

    /// <summary>How much it matters.</summary>
    public ChannelMessageKind Kind { get; }

    /// <summary>The text with source and kind.</summary>
    public string Message { get; }

    /// <summary>The text alone.</summary>
    public string RawMessage { get; }
}
