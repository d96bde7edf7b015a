using MLNetUnlearn.Costs;

namespace MLNetUnlearn;

/// <content>What forgetting takes.</content>
public sealed partial class UnlearningCatalog
{
#pragma warning disable CA1822 // ML.NET's catalogs have instance methods.
    /// <summary>Measures what it takes to make a model: time, steps, rows and memory.</summary>
    /// <remarks>
    /// Put the whole of it into the call, from reading the view to the model: views are lazy. The first run of a process pays for its
    /// compilation, too; let a short one go before. A run of SSD, which takes no steps, and one that the recorder was not told to hear have
    /// no steps and rows.
    /// </remarks>
    /// <typeparam name="TResult">What is made, usually a model.</typeparam>
    /// <param name="run">
    /// Makes it. The recorder counts steps and remaining windows: make it the <c>Progress</c> of the options, here or of one that hands
    /// reports on.
    /// </param>
    /// <returns>What <paramref name="run"/> made, and what it took.</returns>
    public MeasuredResult<TResult> MeasureCost<TResult>(Func<CostRecorder, TResult> run) => MeasureCost(run, new CostOptions());

    /// <summary>The same with all options.</summary>
    /// <typeparam name="TResult">What is made, usually a model.</typeparam>
    /// <param name="run">Makes it; see the other form.</param>
    /// <param name="options">How memory is watched.</param>
    /// <returns>What <paramref name="run"/> made, and what it took.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public MeasuredResult<TResult> MeasureCost<TResult>(Func<CostRecorder, TResult> run, CostOptions options) =>
        CostMeter.Measure(run, options);
#pragma warning restore CA1822
}
