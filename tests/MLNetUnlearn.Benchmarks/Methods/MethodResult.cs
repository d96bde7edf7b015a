using System.Text.Json.Nodes;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>What one method did to one request.</summary>
/// <param name="Name">The method.</param>
/// <param name="Model">The recommender.</param>
/// <param name="Size">The request's size.</param>
/// <param name="Seed">Seed of request, training and method.</param>
/// <param name="Pairs">The number of pairs to forget.</param>
/// <param name="Seconds">Wall seconds from reading the view to the model, scoring and checks included.</param>
/// <param name="Steps">Gradient steps of unlearning, null where the method has none.</param>
/// <param name="Figures">What the model is worth, and what it remembers.</param>
/// <param name="Options">The method's options.</param>
/// <param name="ShardsTrained">Shards that were trained again, null where there are none.</param>
/// <param name="Preparation">What had to be there before the request, null where nothing had.</param>
internal sealed record MethodResult(
    string Name, string Model, ForgetSize Size, int Seed, int Pairs, double Seconds, int? Steps, MethodFigures Figures, JsonObject? Options,
    int? ShardsTrained = null, Preparation? Preparation = null);

/// <summary>The figures of one model. "Sampled" is among 100 random negatives, "Full" the whole catalogue.</summary>
/// <param name="SampledRecall">Recall@10 on test items.</param>
/// <param name="SampledNdcg">NDCG@10 on test items.</param>
/// <param name="FullRecall">Recall@10 on test items.</param>
/// <param name="FullNdcg">NDCG@10 on test items.</param>
/// <param name="ForgetHit">Hit@10 on the forgotten pairs, sampled.</param>
/// <param name="ScoreAuc">AUC of an attack by the score.</param>
/// <param name="ScoreTruePositiveRate">The attack's true-positive rate at 1 % false positives.</param>
/// <param name="LogProbabilityAuc">AUC of an attack by the log-probability.</param>
/// <param name="DifferenceAuc">AUC of an attack by the log-probability less the retrained model's.</param>
/// <param name="SubgroupRecall">Recall@10 on test items that lost half of their occurrences, sampled.</param>
/// <param name="SubgroupPairs">Their number.</param>
internal sealed record MethodFigures(
    double SampledRecall, double SampledNdcg, double FullRecall, double FullNdcg, double ForgetHit, double ScoreAuc,
    double ScoreTruePositiveRate, double LogProbabilityAuc, double DifferenceAuc, double SubgroupRecall, int SubgroupPairs);
