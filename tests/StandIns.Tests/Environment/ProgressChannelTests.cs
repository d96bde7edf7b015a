namespace Microsoft.ML.Tests;

[TestClass]
public class ProgressChannelTests
{
    [TestMethod]
    public void Checkpoints_take_metrics_then_units_then_limits()
    {
        using var channel = Start();
        channel.SetHeader(new ProgressHeader(["loss"], ["epochs"]), entry =>
        {
            entry.SetMetric(0, 1);
            entry.SetProgress(0, 1, 10);
        });
        channel.Checkpoint(0.5);
        channel.Checkpoint(0.5, 1, 10);
        channel.Checkpoint(null, 1);
    }

    [TestMethod]
    public void More_values_than_named_are_an_error()
    {
        using var channel = Start();
        Assert.ThrowsExactly<InvalidOperationException>(() => channel.Checkpoint(1));
        channel.SetHeader(new ProgressHeader(["loss"], ["epochs"]), null);
        Assert.ThrowsExactly<InvalidOperationException>(() => channel.Checkpoint(1, 2, 3, 4));
    }

    [TestMethod]
    public void A_disposed_channel_takes_nothing()
    {
        var channel = Start();
        channel.SetHeader(new ProgressHeader("epochs"), null);
        channel.Dispose();
        channel.Dispose();
        Assert.ThrowsExactly<InvalidOperationException>(() => channel.Checkpoint(1));
    }

    [TestMethod]
    public void A_channel_within_a_channel_takes_anything()
    {
        using var channel = Start();
        using var inner = channel.StartProgressChannel("Inner");
        inner.SetHeader(new ProgressHeader("batches"), null);
        inner.Checkpoint(1, 2, 3, 4);
    }

    [TestMethod]
    public void A_header_names_units_and_metrics()
    {
        var header = new ProgressHeader(["loss"], ["epochs", "batches"]);
        CollectionAssert.AreEqual(new[] { "loss" }, header.MetricNames.ToArray());
        CollectionAssert.AreEqual(new[] { "epochs", "batches" }, header.UnitNames.ToArray());
        Assert.IsEmpty(new ProgressHeader("epochs").MetricNames);
    }

    private static IProgressChannel Start() => ((IHostEnvironment)new MLContext()).Register("Trainer").StartProgressChannel("Training");
}
