using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>How much better than pairs that nobody learned a finished model finds those that it was to forget, whatever the method.</summary>
internal sealed class ControlGap
{
    private readonly HitMeter _meter;

    /// <param name="original">The model before it forgot.</param>
    /// <param name="data">Windows with the pairs to forget.</param>
    /// <param name="seed">The runs' seed; what is drawn here is another draw than the one that a method itself stops by.</param>
    /// <exception cref="InvalidOperationException">There is nothing to forget, or there are no control pairs.</exception>
    public ControlGap(SequentialRecommenderTransformer original, RecommenderData data, int seed)
    {
        if (data.Forget.Count == 0)
        {
            throw new InvalidOperationException(
                $"{SearchLog.Name}: there is nothing to forget: no row has '{original.Options.ForgetColumnName}' true and an item before its "
                + "target.");
        }
        _meter = new HitMeter(data, data.Forget, seed + 1L, original.Scorer);
        if (!_meter.HasControls)
        {
            throw UnlearningJob.NoControls(
                original.Options, $"{SearchLog.Name}: nothing tells how low hits should be",
                ", keep users without requests in the data, or take a retrained model");
        }
    }

    /// <summary>Adds the control pairs to a hash.</summary>
    public void AppendTo(Action<ReadOnlySpan<int>> append) => _meter.Controls.AppendTo(append);

    /// <summary>Hit@10 among 100 negatives on the pairs to forget, and how much higher it is than on control pairs.</summary>
    /// <exception cref="InvalidOperationException">A score is no number.</exception>
    public (double Hit, double Gap) Of(RecommenderTransformer model)
    {
        var (forget, control) = _meter.Measure(model.Scorer);
        return (forget, forget - control);
    }
}
