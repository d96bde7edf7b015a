using MLNetUnlearn.PipelineTests.Support;
using MLNetUnlearn.Testing;

namespace MLNetUnlearn.PipelineTests;

/// <summary>From a log to windows: what columns each step makes, and how many rows.</summary>
[TestClass]
public sealed class PreparationTests
{
    [TestMethod]
    public void Each_step_has_its_columns_and_rows() => PipelineBaseline.Check("Baselines/preparation.json", snapshot =>
    {
        var windows = Shop.Windows.Fit(Shop.Users).Transform(Shop.Users);
        var split = Shop.Windows.Fit(Shop.Partitioned).Transform(Shop.Partitioned);
        snapshot
            .Schema("log", Shop.Log.Schema).Rows("interactions", Shop.Log)
            .Schema("users", Shop.Users.Schema).Rows("users who are left", Shop.Users)
            .Schema("windows", windows.Schema).Rows("windows to learn from", windows)
            .Count("requests", Shop.Requests.Count)
            .Schema("partitioned", Shop.Partitioned.Schema).Rows("sequences, to keep and to forget", Shop.Partitioned)
            .Schema("partitioned windows", split.Schema).Rows("windows, to keep and to forget", split);
    });
}
