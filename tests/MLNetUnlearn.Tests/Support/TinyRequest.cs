using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Support;

/// <summary>Three pairs to forget and five remaining windows, so small that steps and windows can be counted by hand.</summary>
internal sealed class TinyRequest
{
    /// <summary>
    /// Two pairs a step: two steps for a pass over three pairs, and batches of 2, 2 and 1 of five windows. In three passes six steps, which
    /// use 2 + 2 + 1 + 2 + 2 + 1 windows.
    /// </summary>
    public static readonly SrugaOptions Options = new() { BatchSize = 2, MaximumEpochs = 3, Stop = new NoStop(), Seed = 1 };

    public TinyRequest(string forget = "f1 x; f2 y; f3 z")
    {
        var split = Views.Split(Context, "f1: a b x p q; f2: a c y p q; f3: a d z p q; u1: a b c p q; u2: b c d p q");
        Windows = Views.Window(Context, Views.Partitioned(Context, split, forget));
        Original = Model((_, _) => 0);
    }

    public MLContext Context { get; } = new(seed: 1);

    public IDataView Windows { get; }

    public SequentialRecommenderTransformer Original { get; }

    public SequentialRecommenderTransformer Model(Func<int, int, double> score) => TableModel.Of(Context, Windows, score);
}
