using MLNetUnlearn.Reporting;
using static MLNetUnlearn.Tests.Reporting.Pages;

namespace MLNetUnlearn.Tests.Reporting;

/// <summary>What the headline says, and the sentences below it.</summary>
[TestClass]
public sealed class VerdictTests
{
    private const string Told = "model can still be told from a model that never knew";

    // Original .9 and retrained .5: within .15 · .4 = .06 of .5 is alike; within .03 of .55 the attack is.
    [TestMethod]
    [DataRow(0.55, 0.57, "As far as these measures see, model has forgotten", "looks alike")]
    [DataRow(0.45, 0.53, "As far as these measures see, model has forgotten", "looks alike")]
    [DataRow(0.57, 0.55, "No: model still remembers", "still remembers")]
    [DataRow(0.57, 0.59, "No: model still remembers", "still remembers")]
    [DataRow(0.50, 0.59, Told, "still shows", DisplayName = "trees that find something while hits are alike")]
    [DataRow(0.48, 0.59, Told, "still shows", DisplayName = "the same, a little below")]
    [DataRow(0.52, 0.59, Told, "still shows", DisplayName = "the same, a little above")]
    [DataRow(0.43, 0.55, "model has forgotten too much, and that can be seen", "knows less")]
    [DataRow(0.50, 0.51, "As far as these measures see, model has forgotten", "looks alike", DisplayName = "trees that find less")]
    [DataRow(0.43, 0.59, "model has forgotten too much, and that can be seen", "knows less",
        DisplayName = "trees that find the over-forgotten")]
    public void The_headline_judges_beside_the_retrained_model(double hit, double auc, string headline, string words)
    {
        var page = Page(Reports.Judged(hit, auc));

        Assert.AreEqual(headline, Single(page, "p", "headline"));
        Assert.AreEqual(words, Single(page, "td", "state"));
        StringAssert.Contains(page.Value, "This is evidence, not a proof");
    }

    [TestMethod]
    [DataRow(0.59, "No: model still remembers")]
    [DataRow(0.51, "model has forgotten too much, and that can be seen")]
    public void A_threshold_on_the_score_finds_what_is_remembered_above_and_what_is_over_forgotten_below(double auc, string headline)
    {
        var report = Reports.Judged(0.5, auc);
        report = report with
        {
            Runs = [.. report.Runs.Select(run => run with
            {
                Figures = run.Figures.ToDictionary(f => f.Key == Reports.Auc ? "scoreAuc" : f.Key, f => f.Value),
            })],
        };

        Assert.AreEqual(headline, Single(Page(report), "p", "headline"));
    }

    [TestMethod]
    [DataRow(null, "No: model still remembers", DisplayName = "nothing is known of chance")]
    [DataRow(1000, "No: model still remembers", DisplayName = "of 1000 pairs: 0.044")]
    [DataRow(100, "As far as these measures see, model has forgotten", DisplayName = "of 100 pairs: 1.96 sqrt(2 .5 .5 / 100) = 0.139")]
    public void A_gap_that_chance_makes_of_so_few_pairs_is_none(int? pairs, string headline)
    {
        var report = Reports.Judged(0.61, 0.55) with { Setting = new ReportSetting { ForgottenItems = pairs } };

        Assert.AreEqual(headline, Single(Page(report), "p", "headline"));
    }

    [TestMethod]
    public void Hits_that_tell_the_original_from_the_retrained_model_are_judged_by()
    {
        // Full ranking: .5, .5 and .6; among 100: .9, .5 and .5.
        var figures = new[] { (0.5, 0.9), (0.5, 0.5), (0.6, 0.5) };
        var report = Reports.Judged(0.6, 0.55);
        report = report with
        {
            Runs = [.. report.Runs.Select((run, i) => run with
            {
                Figures = new Dictionary<string, double>
                {
                    ["forgetHit@10"] = figures[i].Item1, ["forgetHit@10.sampled"] = figures[i].Item2,
                },
            })],
        };

        var page = Page(report);

        Assert.AreEqual("As far as these measures see, model has forgotten", Single(page, "p", "headline"));
        StringAssert.Contains(page.Value, "It finds 0.500 of the forgotten items, 0.900 before (Hit@10 on forgotten, 100 negatives)");
    }

    [TestMethod]
    public void The_lead_says_what_was_found_kept_and_spent() => Assert.AreEqual(
        "It finds 0.600 of the forgotten items, 0.900 before (Hit@10 on forgotten); a model that never saw them finds 0.500: a gap of "
        + "0.100. An attacker who guesses what it was trained on has an AUC of 0.600, against 0.550 on the retrained model and 0.800 on "
            + "the "
        + "original (Attack AUC; 0.5 is chance). It keeps 175.0 % of the retrained model's Recall@10, full ranking. It took 4.0 % of "
            + "the time of "
        + "retraining.",
        Lead(Reports.Three));

    [TestMethod]
    public void Differences_are_taken_seed_by_seed()
    {
        // 0.1 and 0.3 above: 0.2 ± 12.706 · 0.1.
        var report = new ForgettingReport
        {
            Runs =
            [
                Reports.Run("r", ModelRole.Retrained, 1, (Reports.Hit, 0.2)), Reports.Run("r", ModelRole.Retrained, 2, (Reports.Hit, 0.4)),
                Reports.Run("u", ModelRole.Unlearned, 2, (Reports.Hit, 0.5)), Reports.Run("u", ModelRole.Unlearned, 1, (Reports.Hit, 0.5)),
            ],
        };

        StringAssert.Contains(Page(report).Value, "a gap of 0.200 ± 1.271, which these seeds do not tell from 0.");
    }

    // 0.3 and 0.5 above the only run of the retrained model: 0.4 ± 12.706 · 0.1.
    [TestMethod]
    public void A_model_that_was_judged_once_is_beside_every_seed() => StringAssert.Contains(
        Lead(new()
        {
            Runs =
            [
                Reports.Run("r", ModelRole.Retrained, 9, (Reports.Hit, 0.2)),
                Reports.Run("u", ModelRole.Unlearned, 1, (Reports.Hit, 0.5)), Reports.Run("u", ModelRole.Unlearned, 2, (Reports.Hit, 0.7)),
            ],
        }),
        "a gap of 0.400 ± 1.271, which these seeds do not tell from 0.");

    [TestMethod]
    public void The_page_gives_the_bounds_that_were_used() => StringAssert.Contains(
        Page(Reports.Judged(0.57, 0.55)).Value,
        "Alike means here, for model, hits within ±0.060 of the retrained model's (Hit@10 on forgotten) and an attack's AUC within ±0.030 "
        + "(Attack AUC; trees that find less are no fault).");

    // 1.96 sqrt(2 · .5 · .5 / 100) and 1.96 · .02, of the model alone.
    [TestMethod]
    public void The_bounds_are_wider_where_chance_is() => StringAssert.Contains(
        Page(Reports.Judged(0.57, 0.55, ("forgottenPairs", 100), ("attack.standardError", 0.02))).Value,
        "hits within ±0.139 of the retrained model's (Hit@10 on forgotten) and an attack's AUC within ±0.039 (");

    [TestMethod]
    public void What_speaks_against_the_verdict_is_said()
    {
        var silent = Lead(Reports.Judged(0.5, 0.55, ("relearn.ratio", 0.5), ("ksP", 0.05), ("differenceAuc", 0.529)));
        var all = Lead(Reports.Judged(0.5, 0.55, ("relearn.ratio", 0.3), ("ksP", 0.04), ("differenceAuc", 0.46)));

        foreach (var sentence in (string[])["It relearns in 30.0 % of the retrained model's steps: memory may only be hidden.",
            "Its ranks of forgotten items differ from the retrained model's as a whole (KS p-value below 0.05).",
            "Beside the retrained model's, its probabilities alone tell forgotten pairs from others, with an AUC of 0.460 (Difference AUC; "
            + "0.5 is no trace)."])
        {
            StringAssert.Contains(all, sentence);
        }
        foreach (var word in (string[])["relearns", "ranks", "Difference"])
            Assert.DoesNotContain(word, silent);
    }

    [TestMethod]
    public void Ranks_that_differ_by_chance_in_one_seed_or_for_the_retrained_model_as_well_are_not_told()
    {
        var one = Reports.Judged(0.5, 0.55, ("ksP", 0.04));
        var more = one with { Runs = [.. one.Runs, Reports.Run("model", ModelRole.Unlearned, 2, ("ksP", 0.2))] };
        var both = one with
        {
            Runs = [one.Runs[0], Reports.Run("retrained", ModelRole.Retrained, 1, (Reports.Hit, 0.5), ("ksP", 0.01)), one.Runs[2]],
        };

        StringAssert.Contains(Lead(one), "Its ranks");
        Assert.DoesNotContain("Its ranks", Lead(more));
        Assert.DoesNotContain("Its ranks", Lead(both));
    }

    [TestMethod]
    public void Where_trees_find_something_and_hits_are_alike_nothing_says_which_way() => StringAssert.Contains(
        Lead(Reports.Judged(0.5, 0.59)), "It finds something, and the hits do not say which way: memory, or what was pushed too far away.");
}
