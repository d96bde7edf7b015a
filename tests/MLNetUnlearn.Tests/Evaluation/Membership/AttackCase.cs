using System.Globalization;
using Microsoft.ML;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Membership;

/// <summary>
/// Members and non-members as pairs of the last item of the context and the item, one pair a user: all have position 2 and no gap.
/// </summary>
internal sealed class AttackCase
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string[] _items;

    /// <param name="members">Of each a user who forgets the item; p and q are held out.</param>
    /// <param name="others">Of each a user whose test item it is.</param>
    /// <param name="more">Other users: "u1: a b c; u2: d e".</param>
    public AttackCase(
        IEnumerable<(string Context, string Item)> members, IEnumerable<(string Context, string Item)> others, string? more = null)
    {
        var forgetters = members.Select((pair, i) => (User: $"f{i}: a {pair.Context} {pair.Item} p q", Request: $"f{i} {pair.Item}")).ToArray();
        var rest = others.Select((pair, i) => $"c{i}: a {pair.Context} {pair.Item}");
        var users = (more is null ? Enumerable.Empty<string>() : [more]).Concat(forgetters.Select(one => one.User)).Concat(rest);
        View = Views.Partitioned(
            _mlContext, Views.Split(_mlContext, string.Join("; ", users)), string.Join("; ", forgetters.Select(one => one.Request)));
        _items = NamedScores.Items(View);
    }

    public IDataView View { get; }

    /// <summary>A few trees, which do for signals that are written down.</summary>
    public static MembershipAttackOptions Options { get; } = new() { NumberOfTrees = 20, Folds = 4 };

    /// <summary>What never tells anything: all scores are 0.</summary>
    public SequentialRecommenderTransformer Blank => Model((_, _) => 0);

    /// <summary>Any number of [0, 1), always the same for a number.</summary>
    public static double Chance(int number)
    {
        var large = Math.Sin(number + 1) * 43758.5453;
        return large - Math.Floor(large);
    }

    /// <summary>The number behind a letter: 7 of b7.</summary>
    public static int Number(string item) => int.Parse(item.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>A model that scores an item after the last item of the context; a, p and q are neither.</summary>
    public SequentialRecommenderTransformer Model(Func<string, string, double> score) => TableModel.Of(
        _mlContext, Views.Window(_mlContext, View, 6),
        (i, v) => _items[i - 1].Length > 1 && _items[v - 1].Length > 1 ? score(_items[i - 1], _items[v - 1]) : 0);

    public MembershipAttackMetrics Attack(
        RecommenderTransformer model, RecommenderTransformer? retrained = null, MembershipAttackOptions? options = null) =>
        _mlContext.Unlearning().EvaluateMembershipAttack(model, retrained ?? Blank, View, options ?? Options);

    public MembershipMetrics Thresholds(RecommenderTransformer model) => _mlContext.Unlearning().EvaluateMembership(model, model, View);
}
