namespace Microsoft.ML.Tests;

[TestClass]
public class DataViewRowIdTests
{
    [TestMethod]
    public void The_id_after_zero_is_made_of_the_increments()
    {
        const ulong Low = 0x52dce729;
        Assert.AreEqual(new DataViewRowId(Low, Low * 5 + 0x38495ab5), default(DataViewRowId).Next());
    }

    [TestMethod]
    public void Derived_ids_are_reproducible_and_differ_from_each_other()
    {
        var ids = new HashSet<DataViewRowId>();
        var id = new DataViewRowId(1, 0);
        for (var i = 0; i < 1000; i++)
        {
            Assert.IsTrue(ids.Add(id.Fork()));
            Assert.IsTrue(ids.Add(id.Combine(new DataViewRowId(7, 0))));
            Assert.IsTrue(ids.Add(id = id.Next()));
        }
        Assert.AreEqual(new DataViewRowId(1, 0).Fork(), new DataViewRowId(1, 0).Fork());
    }

    [TestMethod]
    public void Combining_depends_on_the_order()
    {
        var (left, right) = (new DataViewRowId(1, 2), new DataViewRowId(3, 4));
        Assert.AreNotEqual(left.Combine(right), right.Combine(left));
        Assert.AreEqual(left.Combine(right), new DataViewRowId(1, 2).Combine(right));
    }

    [TestMethod]
    public void Ids_compare_by_the_high_half_first()
    {
        Assert.IsLessThan(0, new DataViewRowId(9, 1).CompareTo(new DataViewRowId(1, 2)));
        Assert.IsGreaterThan(0, new DataViewRowId(9, 2).CompareTo(new DataViewRowId(1, 2)));
        Assert.AreEqual(0, new DataViewRowId(1, 2).CompareTo(new DataViewRowId(1, 2)));
    }

    [TestMethod]
    public void The_text_is_hexadecimal()
        => Assert.AreEqual("00000000000000020000000000000001", new DataViewRowId(1, 2).ToString());
}
