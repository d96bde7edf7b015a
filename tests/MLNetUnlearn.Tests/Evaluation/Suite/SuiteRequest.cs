using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Suite;

/// <summary>
/// Four users forget an item each, x{i} after b{i}; their tests are s{i} after r{i}. Sixty others test t{j} after k{j}. All scores that are not
/// written are 0, and ties count against the model, so an item that is not written ranks last.
/// </summary>
internal sealed class SuiteRequest
{
    public const int Forgetters = 4;
    public const int Others = 60;

    public SuiteRequest()
    {
        var users = Enumerable.Range(1, Forgetters).Select(i => $"f{i}: a b{i} x{i} r{i} s{i}")
            .Concat(Enumerable.Range(1, Others).Select(j => $"c{j}: a h{j} k{j} t{j}"));
        View = Views.Partitioned(
            Context, Views.Split(Context, string.Join("; ", users)),
            string.Join("; ", Enumerable.Range(1, Forgetters).Select(i => $"f{i} x{i}")));
    }

    public MLContext Context { get; } = new(seed: 1);

    public IDataView View { get; }

    /// <summary>A model that finds the first so many forgotten items, tests of forgetters and tests of others.</summary>
    public SequentialRecommenderTransformer Model(int forgotten, int own, int others) => NamedScores.Model(Context, View, string.Join(
        "; ",
        Enumerable.Range(1, forgotten).Select(i => $"b{i}>x{i} 5")
            .Concat(Enumerable.Range(1, own).Select(i => $"r{i}>s{i} 5"))
            .Concat(Enumerable.Range(1, others).Select(j => $"k{j}>t{j} 5"))));
}
