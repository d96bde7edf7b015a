using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Reporting;

/// <summary>Data are counted and hashed as the documentation says.</summary>
[TestClass]
public sealed class ReportDatasetTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Data_are_counted_and_hashed_line_by_line()
    {
        var dataset = ReportDataset.Of("tiny", Views.Split(_mlContext, "u1: a b c d; u2: a e"));

        Assert.AreEqual(new ReportDataset("tiny", 2, 5, 6, Hash("u1\ta\tb\tc\td\nu2\ta\te\n")), dataset);
    }

    // Forgotten pairs stand in rows of their own behind what their user keeps.
    [TestMethod]
    public void Rows_of_one_user_are_one_user()
    {
        var view = Views.Partitioned(_mlContext, Views.Split(_mlContext, "u1: a b c d e f; u2: a b c d"), "u1 b; u1 d");

        Assert.IsGreaterThan(2, _mlContext.Data.CreateEnumerable<Row>(view, false, ignoreMissingColumns: true).Count());
        Assert.AreEqual(2, ReportDataset.Of("tiny", view).Users);
    }

    [TestMethod]
    public void Another_order_of_items_is_other_data()
    {
        var one = ReportDataset.Of("tiny", Views.Split(_mlContext, "u1: a b c d; u2: a e"));
        var other = ReportDataset.Of("tiny", Views.Split(_mlContext, "u1: a b d c; u2: a e"));

        Assert.AreEqual(Hash("u1\ta\tb\td\tc\nu2\ta\te\n"), other.Sha256);
        Assert.AreNotEqual(one.Sha256, other.Sha256);
    }

    [TestMethod]
    public void A_view_without_sequences_is_refused()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ReportDataset.Of("tiny", Views.Split(_mlContext, "u1: a b c d"), "Absent"));

        StringAssert.Contains(error.Message, "There is no column 'Absent'; ReportDataset needs");
    }

    [TestMethod]
    public void The_setting_tells_protocols_data_requests_and_process()
    {
        var setting = ReportSetting.Of(
            "tiny", Views.Split(_mlContext, "u1: a b c d e; u2: a e"),
            [new ForgetRequest("u1", "b"), new ForgetRequest("u1", "c"), new ForgetRequest("u2", "a")]);

        Assert.AreEqual((2, 3, 7L), (setting.ForgottenUsers, setting.ForgottenItems, setting.Dataset!.Interactions));
        StringAssert.StartsWith(setting.Protocols[0], "full ranking:");
        StringAssert.StartsWith(setting.Protocols[1], "100 negatives:");
        Assert.AreEqual(ReportEnvironment.Current, setting.Environment);
    }

    private sealed class Row
    {
        public string UserId { get; set; } = "";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
