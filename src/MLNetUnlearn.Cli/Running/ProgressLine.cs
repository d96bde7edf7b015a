using System.Globalization;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Running;

/// <summary>Tells how far a run is: a line that changes where a person looks on, some lines where a file does.</summary>
internal sealed class ProgressLine(string name, IAnsiConsole console) : IProgress<TrainingProgress>,
    IProgress<UnlearningReport>, IDisposable
{
    private const int LinesInFile = 20;

    private readonly TextWriter _writer = console.Profile.Out.Writer;
    private readonly bool _changes = console.Profile.Capabilities is { Interactive: true, Ansi: true };
    private int _shown; // characters of the line that stands there

    public void Report(TrainingProgress value)
    {
        var best = value.BestValidationNdcg is { } ndcg ? Invariant($", best NDCG@10 {ndcg:F4} in epoch {value.BestEpoch}") : "";
        Show(
            Invariant($"{name}: epoch {value.Epoch} of {value.Epochs}, loss {value.Loss:F4}{best}, {Left(value.TimeLeft)}"),
            value.Epoch == 1 || value.Epoch == value.Epochs || value.Epoch % ((value.Epochs + LinesInFile - 1) / LinesInFile) == 0);
    }

    public void Report(UnlearningReport value)
    {
        var hits = value is { ForgetHit: { } forget, ControlHit: { } control }
            ? Invariant($", Hit@10 {forget:F3} on what is to be forgotten and {control:F3} on control pairs") : "";
        var loss = value.Loss is { } mean ? Invariant($", loss {mean:F4}") : "";
        var left = value.TimeLeft is { } time ? $", {Left(time)}" : "";
        Show(Invariant($"{name}: pass {value.Epoch}, step {value.Step}{loss}{hits}{left}"), isForFiles: true);
    }

    public void Dispose()
    {
        if (_shown > 0)
            _writer.WriteLine();
        _shown = 0;
    }

    private static string Left(TimeSpan time) => Invariant($@"at most {(int)time.TotalMinutes}:{time.Seconds:D2} left");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Show(string line, bool isForFiles)
    {
        if (_changes)
        {
            _writer.Write("\r" + line.PadRight(_shown));
            _writer.Flush();
            _shown = line.Length;
        }
        else if (isForFiles)
        {
            _writer.WriteLine(line);
        }
    }
}
