using Microsoft.ML;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation.Subgroups;

/// <summary>Ranks all pairs once with each model and sorts them into subgroups.</summary>
internal static class SubgroupEvaluator
{
    private const string Name = "EvaluateSubgroups";

    public static IReadOnlyList<SubgroupMetrics> Evaluate(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, SubgroupEvaluationOptions options)
    {
        PartitionedEvaluationOptions.CheckInputs(model, retrained, partitioned, options, Name);
        var histories = UserHistories.Read(partitioned, options);
        var tested = new Ranked(options.OfTest(), forgetRows: false, model, retrained, partitioned, options, histories);
        var forgotten = new Ranked(options.OfForgotten(), forgetRows: true, model, retrained, partitioned, options, histories);
        return
        [
            .. Subgroup.All(tested.Kinds).Select(group =>
            {
                var (own, reference) = tested.Of(group);
                var (ownForgotten, referenceForgotten) = forgotten.Of(group);
                return new SubgroupMetrics(
                    group.Name, own, reference, ownForgotten.Count == 0 ? null : new ForgettingMetrics(ownForgotten, referenceForgotten));
            }),
        ];
    }

    /// <summary>Pairs with both models' ranks.</summary>
    private sealed class Ranked
    {
        private readonly RankingPairs _pairs;
        private readonly int? _negatives;
        private readonly int[] _model;
        private readonly int[] _retrained;

        public Ranked(
            RankingEvaluationOptions what, bool forgetRows, RecommenderTransformer model, RecommenderTransformer retrained,
            IDataView view, SubgroupEvaluationOptions options, UserHistories histories)
        {
            foreach (var asked in new[] { model, retrained })
                asked.Vocabulary.CheckSame(view.Schema[options.SequenceColumnName], asked.Options.Name);
            _negatives = options.Negatives;
            _pairs = Read(model);
            _model = Ranker.Ranks(model.Scorer, _pairs, _negatives, options.Seed);
            _retrained = Ranker.Ranks(retrained.Scorer, Read(retrained), _negatives, options.Seed);
            Kinds = [.. Enumerable.Range(0, _pairs.Count).Select(pair => histories.Of(_pairs, pair))];

            RankingPairs Read(RecommenderTransformer judged) =>
                RankingPairsReader.Read(view, what, forgetRows, judged.MaximumLength, Name);
        }

        public PairKinds[] Kinds { get; }

        public (SequentialRankingMetrics Model, SequentialRankingMetrics Retrained) Of(Subgroup group)
        {
            var chosen = Enumerable.Range(0, _pairs.Count).Where(pair => group.Has(Kinds[pair])).ToArray();
            var pairs = _pairs.Select(chosen);
            return (Metrics(_model), Metrics(_retrained));

            SequentialRankingMetrics Metrics(int[] ranks) => new(Array.ConvertAll(chosen, pair => ranks[pair]), pairs, _negatives);
        }
    }
}
