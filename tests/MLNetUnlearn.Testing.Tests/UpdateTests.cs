using MLNetUnlearn.Testing.Tests.Support;

namespace MLNetUnlearn.Testing.Tests;

[TestClass]
public sealed class UpdateTests
{
    private static void All(PipelineSnapshot snapshot) => snapshot
        .Schema("rows", DifferenceTests.Schema<DifferenceTests.Row>())
        .Metric("ndcg@10", 2.0 / 3, Tolerance.NotLower(0.01))
        .Metrics("original", new Dictionary<string, double> { ["recall@5"] = 0.25, ["mrr"] = 0.125 }, Tolerance.Relative(0.1))
        .Ordering("utility", ("random", 0.1), ("retrained", 0.9), ("unlearned", 0.9))
        .Count("users", 300)
        .Text("one line", "a <b> 'ü'")
        .Text("two lines", "a\r\nb");

    private const string Written = """
        {
          "version": 1,
          "entries": {
            "rows": {
              "schema": [
                "UserId: String",
                "Age: Int32"
              ]
            },
            "ndcg@10": {
              "metric": 0.666667,
              "below": 0.01
            },
            "original mrr": {
              "metric": 0.125,
              "below": 0.1,
              "above": 0.1,
              "relative": true
            },
            "original recall@5": {
              "metric": 0.25,
              "below": 0.1,
              "above": 0.1,
              "relative": true
            },
            "utility": {
              "ordering": [
                "retrained",
                "unlearned",
                "random"
              ]
            },
            "users": {
              "count": 300
            },
            "one line": {
              "text": "a <b> 'ü'"
            },
            "two lines": {
              "text": [
                "a",
                "b"
              ]
            }
          }
        }

        """;

    [TestMethod]
    public void A_new_baseline_is_readable_json_in_the_order_of_the_code()
    {
        using var baseline = new TempBaseline();

        baseline.Update(All);

        Assert.AreEqual(Written, baseline.Text);
        CollectionAssert.AreEqual((string[])["baseline.json"], baseline.Files.ToArray());
        baseline.Check(All);
    }

    [TestMethod]
    public void An_update_keeps_what_holds_and_tolerances_set_by_hand_and_drops_what_is_not_asked_for()
    {
        using var baseline = new TempBaseline("""
            {
              "version": 1,
              "entries": {
                "moved": { "metric": 0.5, "below": 0.03, "above": 0.04 },
                "holds": { "metric": 0.5, "below": 0.03, "above": 0.04 },
                "order": { "ordering": ["x", "y"] },
                "gone": { "count": 1 }
              }
            }
            """);

        baseline.Update(snapshot => snapshot
            .Metric("moved", 0.6, 0.001).Metric("holds", 0.51, 0.001).Ordering("order", ("y", 1), ("x", 1)));

        Assert.AreEqual("""
            {
              "version": 1,
              "entries": {
                "moved": {
                  "metric": 0.6,
                  "below": 0.03,
                  "above": 0.04
                },
                "holds": {
                  "metric": 0.5,
                  "below": 0.03,
                  "above": 0.04
                },
                "order": {
                  "ordering": [
                    "x",
                    "y"
                  ]
                }
              }
            }

            """, baseline.Text);
    }

    [TestMethod]
    [DataRow("CI", "true")]
    [DataRow("CI", "1")]
    [DataRow("GITHUB_ACTIONS", "true")]
    [DataRow("TF_BUILD", "True")]
    public void Ci_does_not_update(string variable, string value)
    {
        using var baseline = new TempBaseline("""{ "version": 1, "entries": { "users": { "count": 300 } } }""");
        var before = baseline.Text;
        Environment.SetEnvironmentVariable(variable, value);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => baseline.Update(snapshot => snapshot.Count("users", 1)));

        Assert.AreEqual(
            $"UPDATE_BASELINES=1 is refused while {variable}={value}: what is checked in is changed by people, not by the build that "
            + "checks it.",
            error.Message);
        Assert.AreEqual(before, baseline.Text);
    }

    [TestMethod]
    [DataRow("CI", "false", "1")]
    [DataRow("CI", "", "1")]
    [DataRow("TF_BUILD", "0", "1")]
    [DataRow("CI", "true", "0")]
    [DataRow("CI", "true", null)]
    public void A_variable_that_says_no_refuses_nothing(string variable, string? value, string? update)
    {
        var values = new Dictionary<string, string?> { [variable] = value, ["UPDATE_BASELINES"] = update };

        Assert.AreEqual(update == "1", BaselineUpdate.IsRequested(values.GetValueOrDefault));
    }

    [TestMethod]
    public void Only_the_value_1_updates()
    {
        using var baseline = new TempBaseline();
        Environment.SetEnvironmentVariable("UPDATE_BASELINES", "true");

        StringAssert.Contains(baseline.Failure(snapshot => snapshot.Count("users", 1)), "there is no baseline yet");
        Assert.IsEmpty(baseline.Files);
    }

    [TestMethod]
    public void An_update_refuses_what_is_not_finite_and_writes_nothing()
    {
        using var baseline = new TempBaseline();

        var error = Assert.ThrowsExactly<PipelineBaselineException>(
            () => baseline.Update(snapshot => snapshot.Count("users", 1).Metric("m", double.NaN, 1)));

        Assert.Contains("metric 'm': NaN; it must be finite.", error.Differences);
        Assert.IsEmpty(baseline.Files);
    }

    [TestMethod]
    public void A_pipeline_that_throws_writes_nothing()
    {
        using var baseline = new TempBaseline();

        Assert.ThrowsExactly<TimeoutException>(() => baseline.Update(snapshot =>
        {
            snapshot.Count("users", 1);
            throw new TimeoutException();
        }));

        Assert.IsEmpty(baseline.Files);
    }
}
