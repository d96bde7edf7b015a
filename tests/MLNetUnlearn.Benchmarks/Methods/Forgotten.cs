using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>A model that has forgotten, and what its method told of the work.</summary>
/// <param name="Model">The model.</param>
/// <param name="Steps">Gradient steps, null where the method tells none.</param>
/// <param name="ShardsTrained">Shards that were trained again, null where there are none.</param>
internal sealed record Forgotten(RecommenderTransformer Model, int? Steps, int? ShardsTrained);
