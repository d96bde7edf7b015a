namespace MLNetUnlearn.Reporting.Charts;

/// <summary>The charts of a report for which there are figures; each is made once and shown wherever it is wanted.</summary>
internal sealed class ReportCharts(ReportView view)
{
    public Chart? TradeOff { get; } = TradeOffChart.Draw(view);

    public Chart? Roc { get; } = RocChart.Draw(view);

    public Chart? Cost { get; } = CostChart.Draw(view);

    public IReadOnlyList<Chart> Sweeps { get; } =
        [.. view.Report.Sweeps.Select((sweep, place) => SweepChart.Draw(view, sweep, $"sweep-{place + 1}")).OfType<Chart>()];

    public IReadOnlyList<Chart> Ablations { get; } =
        [.. view.Report.Ablations.Select((ablation, place) => AblationChart.Draw(view, ablation, $"ablation-{place + 1}")).OfType<Chart>()];

    public IReadOnlyList<Chart> Streams { get; } =
        [.. view.Report.Streams.Select((stream, place) => StreamChart.Draw(stream, $"stream-{place + 1}")).OfType<Chart>()];

    public IReadOnlyList<Chart> Curves { get; } = [.. CurveCharts.Draw(view)];

    /// <summary>All of them, in the order of the page.</summary>
    public IEnumerable<Chart> All =>
        [.. new[] { TradeOff, Roc, Cost }.OfType<Chart>(), .. Sweeps, .. Ablations, .. Streams, .. Curves];
}
