using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Running;

/// <summary>One run of a command: what was asked for, where it may tell of its progress, and whether it is still wanted.</summary>
internal sealed record Run(ParseResult Parsed, Screen Screen, CancellationToken Token)
{
    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

    /// <summary>A line of progress or a remark, which is no result.</summary>
    public void Tell(string line) => Screen.Error.Profile.Out.Writer.WriteLine(line);

    /// <summary>ML.NET, whose warnings are told.</summary>
    public MLContext Context(int seed)
    {
        var mlContext = new MLContext(seed);
        mlContext.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning)
                Tell($"warning: {message.RawMessage}");
        };
        return mlContext;
    }

    /// <summary>What a run was cancelled in is not handed on: the library gives back what it has so far.</summary>
    public T Whole<T>(T result)
    {
        Token.ThrowIfCancellationRequested();
        return result;
    }
}
