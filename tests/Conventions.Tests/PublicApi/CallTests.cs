namespace MLNetUnlearn.Conventions.PublicApi;

[TestClass]
public sealed class CallTests
{
    [TestMethod]
    public void Parameters_are_split_outside_of_brackets()
    {
        var call = Call.Parse("A.B<T, U>.M<V>(params (int X, T Y)[] names, Func<int, V> map = null) -> (int A, V B) where V : class")!;

        Assert.AreEqual("A.B<T, U>.M<V>", call.Name);
        CollectionAssert.AreEqual((string[])["params (int X, T Y)[] names", "Func<int, V> map = null"], call.Parameters.ToArray());
        Assert.AreEqual(" -> (int A, V B) where V : class", call.Rest);
        Assert.IsEmpty(Call.Parse("A.M() -> void")!.Parameters);
    }

    [TestMethod]
    [DataRow("A.B.get -> (int X, int Y)")]
    [DataRow("A.B -> int")]
    [DataRow("A.B : IEnumerable<(int X, int Y)>")]
    public void Other_lines_have_no_parameters(string line) => Assert.IsNull(Call.Parse(line));

    [TestMethod]
    [DataRow("A.M(int x) -> void", "A.M(int x, int y = 1) -> void", true)]
    [DataRow("A.M(int x, int z = 2) -> void", "A.M(int x, int y = 1, int z = 2) -> void", true)]
    [DataRow("A.M(int x) -> void", "A.M(int x, int y) -> void", false)]
    [DataRow("A.M(int x, int y = 1) -> void", "A.M(int x) -> void", false)]
    [DataRow("A.M(int x = 1) -> void", "A.M(int x = 2) -> void", false)]
    [DataRow("A.M(int x) -> int", "A.M(int x) -> void", false)]
    [DataRow("A.M(int x, long y) -> int", "A.M(long y, int x) -> int", false)]
    public void A_call_fits_one_with_more_optional_parameters(string ours, string real, bool fits) =>
        Assert.AreEqual(fits, Call.Parse(ours)!.Fits(Call.Parse(real)!));
}
