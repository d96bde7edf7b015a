using System.Globalization;
using Spectre.Console;

namespace QuickStart;

/// <summary>The figures of a run as a table.</summary>
internal static class ReportTable
{
    public static void Write(IAnsiConsole console, Report report)
    {
        var (original, retrained, unlearned) = (report.Original, report.Retrained, report.Unlearned);
        var table = new Table().Border(TableBorder.Rounded)
            .Title(Title(report))
            .AddColumn("")
            .AddColumn(new TableColumn("original").RightAligned())
            .AddColumn(new TableColumn("retrained").RightAligned())
            .AddColumn(new TableColumn("Newton step").RightAligned());
        AddRow(table, "Recall@10, full ranking", "F4", original.Recall, retrained.Recall, unlearned.Recall);
        AddRow(table, "NDCG@10, full ranking", "F4", original.Ndcg, retrained.Ndcg, unlearned.Ndcg);
        AddRow(table, "Recall@10, 100 negatives", "F4", original.SampledRecall, retrained.SampledRecall, unlearned.SampledRecall);
        AddRow(table, "NDCG@10, 100 negatives", "F4", original.SampledNdcg, retrained.SampledNdcg, unlearned.SampledNdcg);
        AddRow(table, "Hit@10 on the forgotten, 100 negatives", "F4", original.ForgetHit, retrained.ForgetHit, unlearned.ForgetHit);
        AddRow(table, "  less the retrained model's", "+0.0000;-0.0000;0", original.ForgetGap, retrained.ForgetGap, unlearned.ForgetGap);
        AddRow(table, "seconds", "F1", report.Seconds.Train, report.Seconds.Retrain, report.Seconds.Unlearn);
        console.Write(table);
        var share = report.Seconds.Unlearn / report.Seconds.Retrain;
        console.WriteLine(Invariant($"Unlearning took {share:P1} of the time of retraining. One seed."));
        console.WriteLine("What the retrained model finds too is no memory: its figure is the goal, not 0.");
    }

    private static string Title(Report report)
    {
        var data = report.Dataset;
        return Invariant($"{data.Users:N0} users, {data.Items:N0} items, {data.Interactions:N0} interactions; ")
            + Invariant($"{report.ForgottenPairs:N0} to forget");
    }

    private static void AddRow(Table table, string name, string format, params double[] values) =>
        table.AddRow([name, .. values.Select(value => value.ToString(format, CultureInfo.InvariantCulture))]);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
