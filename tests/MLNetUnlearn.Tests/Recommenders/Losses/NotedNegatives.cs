using MLNetUnlearn.Recommenders.Losses;

namespace MLNetUnlearn.Tests.Recommenders.Losses;

/// <summary>A user's own loss, binary cross-entropy, that notes what it is given.</summary>
internal sealed record NotedNegatives(int Count, List<(long Target, long[] Negatives, float[]? LogProbabilities)> Noted) : RecommenderLoss
{
    public override int NegativesPerTarget => Count;

    public override Tensor Of(LossInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var logs = input.LogProbabilities?.data<float>().ToArray();
        var rows = input.Negatives.data<long>().ToArray().Chunk(Count);
        Noted.AddRange(input.Targets.data<long>().ToArray().Zip(rows, (target, row) => (target, row, logs)));
        return new BinaryCrossEntropyLoss().Of(input);
    }
}
