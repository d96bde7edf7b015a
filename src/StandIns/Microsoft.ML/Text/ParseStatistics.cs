using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Tells of what could not be read, but not forever.
internal sealed class ParseStatistics(IChannel channel) : IDisposable
{
    private const int Shown = 10;
    private long _rows;
    private long _badValues;
    private long _badFormats;

    public void Row() => _rows++;

    public void BadValue(long line, string column)
    {
        if (++_badValues <= Shown)
            channel.Info(MessageSensitivity.Schema, "Bad value at line {0} in column {1}", line, column);
    }

    public void BadFormat(long line, string problem)
    {
        if (++_badFormats <= Shown)
            channel.Warning(MessageSensitivity.Unknown, "Format error at line {0}: {1}", line, problem);
    }

    public void Dispose()
    {
        if (_badValues + _badFormats > 0)
            channel.Info(MessageSensitivity.None, "{0} rows with {1} bad values and {2} format errors", _rows, _badValues, _badFormats);
        channel.Dispose();
    }
}
