using System.Globalization;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Tests.Options;

[TestClass]
public sealed class OptionProblemsTests
{
    [TestMethod]
    public void Valid_options_do_not_throw() => new OptionProblems("Owner")
        .Require(true, "A", 1, "anything")
        .RequireName("B", "Sequence")
        .RequireNameOrNull("C", null)
        .RequireDistinct(("D", "x"), ("E", "y"), ("F", null), ("G", null))
        .RequirePositive("H", double.Epsilon)
        .RequireNotNegative("I", 0)
        .RequireCount("J", 1)
        .ThrowIfAny("options");

    [TestMethod]
    public void All_problems_are_reported_at_once_in_order()
    {
        var problems = new OptionProblems("Owner").RequireCount("A", 0).RequireCount("B", 1).RequireName("C", " ");

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => problems.ThrowIfAny("settings"));

        Assert.AreEqual(
            "Owner: A is 0; it must be at least 1. C is ' '; it must be a column name. (Parameter 'settings')", exception.Message);
        Assert.AreEqual("settings", exception.ParamName);
    }

    [TestMethod]
    [DataRow(0.0, "0")]
    [DataRow(-0.5, "-0.5")]
    [DataRow(double.NaN, "NaN")]
    [DataRow(double.PositiveInfinity, "Infinity")]
    public void RequirePositive_rejects_what_is_not_finite_and_above_0(double value, string text) => AssertProblem(
        new OptionProblems("Owner").RequirePositive("Rate", value), $"Owner: Rate is {text}; it must be a finite number above 0.");

    [TestMethod]
    [DataRow(-1e-9, "-1E-09")]
    [DataRow(double.NaN, "NaN")]
    [DataRow(double.PositiveInfinity, "Infinity")]
    public void RequireNotNegative_rejects_what_is_not_finite_and_0_or_above(double value, string text) => AssertProblem(
        new OptionProblems("Owner").RequireNotNegative("Weight", value),
        $"Owner: Weight is {text}; it must be a finite number, 0 or above.");

    [TestMethod]
    [DataRow(null, "null")]
    [DataRow("", "''")]
    [DataRow("\t", "'\t'")]
    public void RequireName_rejects_null_and_blanks(string? value, string text) => AssertProblem(
        new OptionProblems("Owner").RequireName("Column", value), $"Owner: Column is {text}; it must be a column name.");

    [TestMethod]
    public void RequireNameOrNull_rejects_blanks() => AssertProblem(
        new OptionProblems("Owner").RequireNameOrNull("Column", ""), "Owner: Column is ''; it must be a column name or null.");

    [TestMethod]
    public void RequireDistinct_names_all_options_that_share_a_name() => AssertProblem(
        new OptionProblems("Owner").RequireDistinct(("A", "x"), ("B", "y"), ("C", "x"), ("D", "x")),
        "Owner: A and C and D are all 'x'; they must differ.");

    [TestMethod]
    public void RequireDistinct_says_both_of_two() => AssertProblem(
        new OptionProblems("Owner").RequireDistinct(("A", "x"), ("B", "x"), ("C", "y"), ("D", "y")),
        "Owner: A and B are both 'x'; they must differ. C and D are both 'y'; they must differ.");

    [TestMethod]
    public void RequireSame_tells_both_values() => AssertProblem(
        new OptionProblems("Owner").RequireSame("A", 3, 4).RequireSame("B", 5, 5).RequireSame("C", "x", null),
        "Owner: A is 3; it must be 4, as in the model to go on from. C is 'x'; it must be null, as in the model to go on from.");

    [TestMethod]
    public void Problems_in_words_are_listed_in_order() => AssertProblem(
        new OptionProblems("Owner").Add("First.").RequireCount("A", 0).Add("Last."), "Owner: First. A is 0; it must be at least 1. Last.");

    [TestMethod]
    public void Numbers_are_written_in_the_invariant_culture_whatever_the_current_one_is()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };

            AssertProblem(
                new OptionProblems("Owner").RequirePositive("Rate", -0.5), "Owner: Rate is -0.5; it must be a finite number above 0.");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void AssertProblem(OptionProblems problems, string message)
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => problems.ThrowIfAny("options"));
        Assert.AreEqual($"{message} (Parameter 'options')", exception.Message);
    }
}
