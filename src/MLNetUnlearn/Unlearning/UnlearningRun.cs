using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Unlearning;

/// <summary>What the steps of a run share, worked out when first asked for.</summary>
/// <param name="teacher">The frozen original.</param>
/// <param name="job">The data.</param>
/// <param name="method">The method's name in messages.</param>
internal sealed class UnlearningRun(SequenceModule teacher, UnlearningJob job, string method)
{
    private const int MostControls = 4000;
    private const ulong ControlStream = 9UL << 40;
    private const ulong ItemStream = 10UL << 40;

    private readonly NegativeSampler _sampler = new(job.Data.Forget.Known, job.Data.ItemCount);
    private float[]? _controlScores; // ascending
    private int[]? _nextRetained;

    public SequenceModule Teacher => teacher;

    /// <summary>|V|.</summary>
    public int ItemCount => job.Data.ItemCount;

    /// <summary>Per pair of the forget set, the retained item that follows its context, 0 for none.</summary>
    public int[] NextRetained => _nextRetained ??= Unlearning.NextRetained.Of(job.Data);

    /// <summary>One uniform item for each pair that is none of its user's: a function of seed and step.</summary>
    public Tensor DrawItems(int step, ReadOnlySpan<int> pairs, Device device)
    {
        var random = new CounterRandom((ulong)job.Seed, ItemStream + (uint)step);
        using var items = new RentedLongs(pairs.Length);
        for (var i = 0; i < pairs.Length; i++)
            items.Span[i] = _sampler.Draw(random, job.Data.Forget.Contexts.User(pairs[i]));
        return torch.tensor(items.Memory, [pairs.Length], device: device);
    }

    /// <summary>The teacher's score of the control pair below which a share of them lie.</summary>
    /// <exception cref="InvalidOperationException">There are no control pairs.</exception>
    public double ControlScore(double share)
    {
        _controlScores ??= ControlScores();
        return _controlScores[Math.Min((int)(share * _controlScores.Length), _controlScores.Length - 1)];
    }

    private float[] ControlScores()
    {
        var (forget, random) = (job.Data.Forget, new CounterRandom((ulong)job.Seed, ControlStream));
        var (pairs, _) = ControlPairs.Of(
            job.Data.Validation, forget.Users(), ControlPairs.GapsOf(forget.Contexts), MostControls, job.Data.MaximumLength, random);
        if (pairs.Count == 0)
            throw job.NoControls($"{method}: there is no control pair to take a reference score from", orElse: "");
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        int[] all = [.. Enumerable.Range(0, pairs.Count)];
        var scores = job.Scorer(teacher).Encode(pairs.Contexts, all)
            .Scores(Array.ConvertAll(all, pair => (long)pairs.Contexts.LastTarget(pair)));
        Array.Sort(scores);
        return scores;
    }
}
