using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning;

/// <summary>A move of the item table that some methods make beside their steps.</summary>
internal interface IItemMove : IDisposable
{
    /// <summary>Whether it makes sense to move again after the last step.</summary>
    bool IsToBeRepeated { get; }

    /// <summary>Moves the student from where it is.</summary>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    void Apply(SequenceModule student);
}
