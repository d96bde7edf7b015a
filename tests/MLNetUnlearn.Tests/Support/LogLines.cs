using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNetUnlearn.Tests.Support;

/// <summary>What trainers and unlearners tell through the context's log, without ML.NET's own messages.</summary>
internal sealed class LogLines
{
    private readonly List<(ChannelMessageKind Kind, string Text)> _lines = [];

    public LogLines(MLContext mlContext, params string[] owners) => mlContext.Log += (_, message) =>
    {
        if (message.Kind is not (ChannelMessageKind.Info or ChannelMessageKind.Warning)
            || !owners.Any(owner => message.RawMessage.StartsWith(owner + ": ", StringComparison.Ordinal)))
            return;
        _lines.Add((message.Kind, message.RawMessage));
        Said?.Invoke(message.RawMessage);
    };

    /// <summary>Raised with every message.</summary>
    public event Action<string>? Said;

    public string[] All => [.. _lines.Select(line => line.Text)];

    public string[] Warnings => [.. _lines.Where(line => line.Kind == ChannelMessageKind.Warning).Select(line => line.Text)];
}
