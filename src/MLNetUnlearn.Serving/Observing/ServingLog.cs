using Microsoft.Extensions.Logging;

namespace MLNetUnlearn.Serving.Observing;

/// <summary>What the service writes to the log.</summary>
internal sealed partial class ServingLog
{
    private readonly ILogger _logger;

    public ServingLog(ILogger logger) => _logger = new QuietLogger(logger);

    [LoggerMessage(1, LogLevel.Information, "Model {Version} serves: {Name} of {ItemCount} items, file {FileName}, SHA-256 {Sha256}.")]
    public partial void Serves(int version, string name, int itemCount, string? fileName, string? sha256);

    [LoggerMessage(2, LogLevel.Error, "A model was rejected; model {Version} goes on serving.")]
    public partial void Rejected(Exception exception, int version);

    [LoggerMessage(3, LogLevel.Error, "A request could not be answered.")]
    public partial void Failed(Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "The last line of the suppressions in {FileName} was torn; it counts only if its text is complete.")]
    public partial void Torn(string? fileName);

    [LoggerMessage(5, LogLevel.Error, "The model file {FileName} could not be looked at; the next look is in {Interval}.")]
    public partial void NotSeen(Exception exception, string? fileName, TimeSpan interval);
}
