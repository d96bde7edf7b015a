using MLNetUnlearn.Recommenders.Counting;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// What the trainer of every recommender that only counts can be told. A baseline is one record: its options and its counting.
/// </summary>
public abstract record CountingRecommenderOptions : RecommenderTrainerOptions
{
    private protected CountingRecommenderOptions()
    {
    }

    /// <summary>Counts.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to count.</exception>
    internal abstract CountedModel Count(TrainingSequences data);

    /// <summary>Makes a model again from <see cref="CountedModel.State"/>.</summary>
    /// <exception cref="FormatException">The state is none of such a model with |V| items.</exception>
    internal abstract CountedModel Read(CountedState state, int itemCount);
}
