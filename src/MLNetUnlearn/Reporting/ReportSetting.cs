using Microsoft.ML;
using MLNetUnlearn.Forgetting;

namespace MLNetUnlearn.Reporting;

/// <summary>What was measured on what, so that a reader can judge the figures and repeat them.</summary>
public sealed record ReportSetting
{
    /// <summary>How items were ranked and pairs drawn, for example <c>full ranking without seen items</c>. Default: none.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>The data, or <see langword="null"/>, the default, where nothing is to be said of it.</summary>
    public ReportDataset? Dataset { get; init; }

    /// <summary>How many users asked to be forgotten in part or whole, or <see langword="null"/>, the default.</summary>
    public int? ForgottenUsers { get; init; }

    /// <summary>
    /// How many requests there were, each for a user's item, or <see langword="null"/>, the default. It stands in for the figure
    /// <c>forgottenPairs</c> of runs that have none.
    /// </summary>
    public int? ForgottenItems { get; init; }

    /// <summary>Software and machine, usually <see cref="ReportEnvironment.Current"/>, or <see langword="null"/>, the default.</summary>
    public ReportEnvironment? Environment { get; init; }

    /// <summary>The day of the measurement, or <see langword="null"/>, the default: reports then do not change from day to day.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>What else a reader should know, a sentence each. Default: none.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The setting of models that EvaluateAll judged: its protocols, the data, the requests and this process.</summary>
    /// <param name="dataName">What the data are called.</param>
    /// <param name="sequences">Whole sequences of all users before PartitionForgetRemain; see <see cref="ReportDataset.Of"/>.</param>
    /// <param name="requests">What was to be forgotten.</param>
    public static ReportSetting Of(string dataName, IDataView sequences, IReadOnlyCollection<ForgetRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return new ReportSetting
        {
            Protocols =
            [
                "full ranking: the whole catalogue less the items of the context; ties count against the model",
                "100 negatives: 100 uniform random items that are not the user's, the same ones for every model",
                "attacks: forgotten pairs against test pairs of users who forget nothing, weighted to the same mix of popularity, " +
                "position and gap; boosted trees are asked only of users whom they have not met",
            ],
            Dataset = ReportDataset.Of(dataName, sequences),
            ForgottenUsers = requests.Select(request => request.UserId).Distinct().Count(),
            ForgottenItems = requests.Count,
            Environment = ReportEnvironment.Current,
        };
    }
}
