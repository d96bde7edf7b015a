using MLNetUnlearn.Reporting;
using static MLNetUnlearn.Tests.Reporting.Pages;

namespace MLNetUnlearn.Tests.Reporting;

/// <summary>Chance is no evidence, and what could not have been seen is none either.</summary>
[TestClass]
public sealed class VerdictDoubtTests
{
    private const string Alike = "As far as these measures see, model has forgotten";
    private const string Told = "model can still be told from a model that never knew";
    private const string Remembers = "No: model still remembers";
    private const string OverForgets = "model has forgotten too much, and that can be seen";
    private const string NotKnown = "It cannot be said whether model forgot";

    // Hits of .505 and .5, an AUC of .56 and .55: neither tells the original.
    [TestMethod]
    [DataRow(0.5, 0.55, NotKnown, DisplayName = "like the retrained model, as the original is")]
    [DataRow(0.3, 0.55, OverForgets, DisplayName = "what is pushed away is seen")]
    [DataRow(0.5, 0.65, Told, DisplayName = "what trees find is found")]
    public void Where_not_even_the_original_is_told_a_model_like_the_retrained_one_is_not_judged(double hit, double auc, string headline)
    {
        var report = Reports.Judged(hit, auc);
        report = report with
        {
            Runs = [Reports.Run("original", ModelRole.Original, 1, (Reports.Hit, 0.505), (Reports.Auc, 0.56)), .. report.Runs.Skip(1)],
        };

        Assert.AreEqual(headline, Headline(report));
    }

    [TestMethod]
    public void The_reasons_are_given()
    {
        var report = Reports.Judged(0.5, 0.55);
        report = report with
        {
            Runs = [Reports.Run("original", ModelRole.Original, 1, (Reports.Hit, 0.505), (Reports.Auc, 0.56)), .. report.Runs.Skip(1)],
        };

        var lead = Lead(report);

        StringAssert.Contains(lead, "Not even the original is told from the retrained model by these hits, so they say little here.");
        StringAssert.Contains(
            lead, "Not even the original is told from the retrained model by this attack, so its failure says little here.");
        Assert.AreEqual("cannot be judged", Single(Page(report), "td", "state"));
    }

    [TestMethod]
    public void One_measure_that_tells_the_original_is_enough()
    {
        var report = Reports.Judged(0.5, 0.55);
        report = report with
        {
            Runs = [Reports.Run("original", ModelRole.Original, 1, (Reports.Hit, 0.505), (Reports.Auc, 0.8)), .. report.Runs.Skip(1)],
        };

        Assert.AreEqual(Alike, Headline(report));
    }

    [TestMethod]
    public void That_no_attack_was_tried_is_said()
    {
        var report = Reports.Judged(0.5, 0.55);
        report = report with { Runs = [.. report.Runs.Take(2), Reports.Run("model", ModelRole.Unlearned, 1, (Reports.Hit, 0.5))] };

        StringAssert.Contains(Lead(report), "No attack was tried.");
        Assert.DoesNotContain("No attack was tried.", Lead(Reports.Judged(0.5, 0.55)));
    }

    // 0.05 above, while 1.96 √(.02² + .02²) is 0.055, with .01 each below 0.03, and of four seeds' means as of .01 each.
    [TestMethod]
    [DataRow(0.02, 1, Alike)]
    [DataRow(0.01, 1, Told)]
    [DataRow(0.02, 4, Told)]
    public void An_AUC_is_alike_within_what_chance_makes_of_it(double error, int seeds, string headline) => Assert.AreEqual(
        headline, Headline(Small(0.5, 0.6, error, pairs: 1000, seeds)));

    // 0.11 above, p = .5: 0.098 of 200 pairs, 0.139 of 100.
    [TestMethod]
    [DataRow(1, 1, Alike)]
    [DataRow(2, 1, Remembers, DisplayName = "two requests beside one retrained model")]
    [DataRow(1, 4, Alike, DisplayName = "one request beside four retrained models")]
    public void Requests_are_counted_by_the_seeds_of_the_judged_model(int judged, int retrained, string headline)
    {
        var report = new ForgettingReport
        {
            Setting = new() { ForgottenItems = 100 },
            Runs =
            [
                Reports.Run("original", ModelRole.Original, 1, (Reports.Hit, 0.9)),
                .. Seeds(retrained).Select(seed => Reports.Run("retrained", ModelRole.Retrained, seed, (Reports.Hit, 0.5))),
                .. Seeds(judged).Select(seed => Reports.Run("model", ModelRole.Unlearned, seed, (Reports.Hit, 0.61))),
            ],
        };

        Assert.AreEqual(headline, Headline(report));
    }

    [TestMethod]
    public void Pairs_of_runs_count_before_the_items_that_were_asked_for()
    {
        var report = Small(0.61, 0.55, 0.01, pairs: 100) with { Setting = new() { ForgottenItems = 1000 } };

        Assert.AreEqual(Alike, Headline(report));
        Assert.AreEqual(Remembers, Headline(report with { Runs = [.. Small(0.61, 0.55, 0.01, pairs: 1000).Runs] }));
    }

    // 60 pairs, hits of .5 ± .065 each and AUCs of .55 ± .05 each: 95 of 100 differences are within .179 and .139.
    [TestMethod]
    [DataRow(0.5, 0.55)]
    [DataRow(0.65, 0.67)]
    [DataRow(0.35, 0.67)]
    [DataRow(0.67, 0.43)]
    [DataRow(0.33, 0.43)]
    public void Retrain_with_another_seed_on_small_data_neither_remembers_nor_over_forgets(double hit, double auc)
    {
        Assert.AreEqual(Alike, Headline(Small(hit, auc, 0.05, pairs: 60)));
        if (hit != 0.5)
            Assert.AreNotEqual(Alike, Headline(Small(hit, auc, 0.005, pairs: 6000)), "the same on large data");
    }

    private static IEnumerable<int> Seeds(int count) => Enumerable.Range(1, count);

    // Original .9 and .8, retrained .5 and .55.
    private static ForgettingReport Small(double hit, double auc, double error, int pairs, int seeds = 1) => new()
    {
        Runs =
        [
            .. Seeds(seeds).Select(seed => Run("original", ModelRole.Original, seed, 0.9, 0.8, error, pairs)),
            .. Seeds(seeds).Select(seed => Run("retrained", ModelRole.Retrained, seed, 0.5, 0.55, error, pairs)),
            .. Seeds(seeds).Select(seed => Run("model", ModelRole.Unlearned, seed, hit, auc, error, pairs)),
        ],
    };

    private static ReportRun Run(string name, ModelRole role, int seed, double hit, double auc, double error, int pairs) => Reports.Run(
        name, role, seed, (Reports.Hit, hit), (Reports.Auc, auc), ("attack.standardError", error), ("forgottenPairs", pairs));
}
