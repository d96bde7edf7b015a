using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation;

/// <summary>
/// Ranks and recommendations among more items than a search looks at together, of more users than it takes at once, beside plain sorts of
/// the scores. After item i, item v scores a whole number that many items share.
/// </summary>
[TestClass]
public sealed class SearchAgreementTests
{
    private const int Items = 150;
    private const int Users = 4200;
    private const int TopK = 12;

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Ranks_are_those_of_a_sort_of_all_scores()
    {
        // The first user lists the items in the order of their keys; its last two are the ones held out.
        var split = Views.Split(_mlContext, $"all: {Names(Enumerable.Range(1, Items))}; " + string.Join("; ", People().Select(
            user => $"{user.Name}: {Names(user.Sequence)} {Name(user.Sequence[^1])} {Name(user.Target)}")));
        var model = TableModel.Of(_mlContext, Views.Window(_mlContext, split), Score);

        var ranks = _mlContext.SequentialRecommendation().Evaluate(model, split).Ranks;

        var expected = People().Select(user => Candidates(user.Sequence).Append(user.Target).Distinct()
            .Count(v => Score(user.Sequence[^1], v) >= Score(user.Sequence[^1], user.Target))).Prepend(1);
        CollectionAssert.AreEqual(expected.ToArray(), ranks.ToArray());
    }

    [TestMethod]
    public void Recommendations_are_those_of_a_sort_of_all_scores()
    {
        var rows = Samples.Sequences(_mlContext, $"all: {Names(Enumerable.Range(1, Items))}; " + string.Join("; ", People().Select(
            user => $"{user.Name}: {Names(user.Sequence)}")));
        var model = TableModel.Of(_mlContext, Views.Window(_mlContext, rows), Score, new TableOptions { TopK = TopK });

        var recommended = Cells.Rows(model.Transform(rows), model.Options.ScoreColumnName);

        var expected = People().Select(user => string.Join(' ', Candidates(user.Sequence)
            .Select(v => Score(user.Sequence[^1], v)).OrderDescending().Take(TopK)));
        CollectionAssert.AreEqual(expected.ToArray(), recommended.Skip(1).ToArray());
    }

    private static double Score(int i, int v) => ((i * 31) + (v * v * 7)) % 101 - 50;

    private static IEnumerable<int> Candidates(int[] sequence) => Enumerable.Range(1, Items).Except(sequence);

    private static IEnumerable<(string Name, int[] Sequence, int Target)> People() => Enumerable.Range(0, Users).Select(u => (
        $"u{u}", Enumerable.Range(0, 1 + (u % 5)).Select(i => 1 + (((u * 13) + (i * (u + 1))) % Items)).ToArray(), 1 + (u * 29 % Items)));

    private static string Names(IEnumerable<int> items) => string.Join(' ', items.Select(Name));

    private static string Name(int item) => $"i{item}";
}
