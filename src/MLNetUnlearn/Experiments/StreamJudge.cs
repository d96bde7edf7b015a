using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Experiments;

/// <summary>Judges the models of a stream.</summary>
internal sealed class StreamJudge
{
    private readonly StreamEvaluationOptions _options;
    private readonly MembershipEvaluationOptions _columns;

    public StreamJudge(StreamEvaluationOptions options)
    {
        var partition = options.Partition;
        _options = options;
        _columns = new MembershipEvaluationOptions
        {
            SequenceColumnName = partition.SequenceColumnName,
            ForgottenItemColumnName = partition.TargetColumnName,
            ContextItemColumnName = partition.ValidationColumnName,
            TestItemColumnName = partition.TestColumnName!,
            UserColumnName = partition.UserColumnName,
            ForgetColumnName = partition.IsForgetColumnName,
            Seed = options.Seed,
        };
    }

    /// <summary>Whether models of a kind are attacked: those whose scores are logits.</summary>
    public bool Attacks(RecommenderTransformer model) => _options.Membership && model is SequentialRecommenderTransformer;

    public StreamCheckpoint Judge(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, int requests, StreamCost cost) => new(
        requests,
        Figures(model, retrained, partitioned, null),
        Figures(model, retrained, partitioned, _options.Negatives),
        Attacks(model) && Attacks(retrained) ? MembershipEvaluator.Evaluate(model, retrained, partitioned, _columns) : null,
        cost);

    private StreamFigures Figures(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, int? negatives)
    {
        var test = _columns.OfTest() with { Negatives = negatives, Seed = _options.Seed };
        var forgotten = _columns.OfForgotten() with { Negatives = negatives, Seed = _options.Seed };
        return new StreamFigures(
            RankingEvaluator.Evaluate(model, partitioned, test, forgetRows: false),
            RankingEvaluator.Evaluate(retrained, partitioned, test, forgetRows: false),
            RankingEvaluator.EvaluateForgetting(model, retrained, partitioned, forgotten));
    }
}
