using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Experiments.CrossValidation;

/// <summary>A model trained without the users of one fold, and how it ranks these users' items.</summary>
public sealed class CrossValidationResult
{
    internal CrossValidationResult(RecommenderTransformer model, SequentialRankingMetrics metrics, int fold, int users) =>
        (Model, Metrics, Fold, Users) = (model, metrics, fold, users);

    /// <summary>The model; <see cref="CrossValidationMetrics.Dispose"/> frees it.</summary>
    public RecommenderTransformer Model { get; }

    /// <summary>How it ranks the items of the held-out users.</summary>
    public SequentialRankingMetrics Metrics { get; }

    /// <summary>The fold's number, from 0.</summary>
    public int Fold { get; }

    /// <summary>The held-out users, those without an item to rank among them.</summary>
    public int Users { get; }
}
