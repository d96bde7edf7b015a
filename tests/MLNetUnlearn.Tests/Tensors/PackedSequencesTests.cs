using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Tests.Tensors;

[TestClass]
public sealed class PackedSequencesTests
{
    [TestMethod]
    public void Positions_count_from_the_end_so_that_the_last_item_of_every_sequence_is_at_n()
    {
        using var packed = new PackedSequences([7, 8, 9, 4, 5, 6, 7, 8], [0, 3, 4, 8], 5);

        CollectionAssert.AreEqual(new long[] { 3, 4, 5, 5, 2, 3, 4, 5 }, packed.Positions.data<long>().ToArray());
    }

    [TestMethod]
    public void A_sequence_of_n_items_starts_at_position_1()
    {
        using var packed = new PackedSequences([1, 2, 3], [0, 3], 3);

        CollectionAssert.AreEqual(new long[] { 1, 2, 3 }, packed.Positions.data<long>().ToArray());
    }

    [TestMethod]
    public void One_more_item_stands_behind_each_sequence_and_at_one_more_position()
    {
        using var scope = torch.NewDisposeScope();

        var longer = new PackedSequences([7, 8, 9, 4], [0, 3, 4], 3).Append(5);

        CollectionAssert.AreEqual(new long[] { 7, 8, 9, 5, 4, 5 }, longer.Items.data<long>().ToArray());
        CollectionAssert.AreEqual(new long[] { 0, 4, 6 }, longer.Offsets.data<long>().ToArray());
        CollectionAssert.AreEqual(new long[] { 1, 2, 3, 4, 3, 4 }, longer.Positions.data<long>().ToArray());
    }

#if !TORCHSHARP // whose accessors box
    [TestMethod]
    public void One_more_item_costs_no_garbage_in_proportion_to_the_batch()
    {
        const int Count = 256, Length = 50, Times = 20;
        using var packed = new PackedSequences(
            new long[Count * Length], [.. Enumerable.Range(0, Count + 1).Select(b => (long)b * Length)], Length);
        packed.Append(1).Dispose(); // fills the pools
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < Times; i++)
            packed.Append(1).Dispose();

        Assert.IsLessThan(2 * 1024, (GC.GetAllocatedBytesForCurrentThread() - before) / Times);
    }
#endif

    [TestMethod]
    public void Last_rows_are_where_the_sequences_end()
    {
        using var packed = new PackedSequences([7, 8, 9, 4, 5, 6, 7, 8], [0, 3, 4, 8], 5);

        CollectionAssert.AreEqual(new long[] { 2, 3, 7 }, packed.LastRows.data<long>().ToArray());
    }

    [TestMethod]
    public void Items_and_bounds_are_kept_as_given()
    {
        using var packed = new PackedSequences([7, 8, 9, 4], [0, 3, 4], 5);

        CollectionAssert.AreEqual(new long[] { 7, 8, 9, 4 }, packed.Items.data<long>().ToArray());
        CollectionAssert.AreEqual(new long[] { 0, 3, 4 }, packed.Offsets.data<long>().ToArray());
        Assert.AreEqual((2, 4, 3), (packed.Count, packed.Rows, packed.Longest));
    }

    [TestMethod]
    [DataRow(new long[] { 0 }, DisplayName = "no sequence")]
    [DataRow(new long[] { 1, 3 }, DisplayName = "a late start")]
    [DataRow(new long[] { 0, 2 }, DisplayName = "an early end")]
    [DataRow(new long[] { 0, 4 }, DisplayName = "a late end")]
    public void Bounds_that_do_not_cover_the_items_are_rejected(long[] offsets) => AssertRejected(
        offsets, "Offsets must start at 0 and end at the number of items, 3. (Parameter 'offsets')");

    [TestMethod]
    [DataRow(new long[] { 0, 0, 3 }, "Sequence 0 has 0 items; allowed are 1 to 2. (Parameter 'offsets')")]
    [DataRow(new long[] { 0, 3 }, "Sequence 0 has 3 items; allowed are 1 to 2. (Parameter 'offsets')")]
    [DataRow(new long[] { 0, 2, 1, 3 }, "Sequence 1 has -1 items; allowed are 1 to 2. (Parameter 'offsets')")]
    public void Sequences_of_less_than_1_or_more_than_n_items_are_rejected(long[] offsets, string message) =>
        AssertRejected(offsets, message);

    [TestMethod]
    public void Null_arguments_are_rejected_by_name()
    {
        Assert.AreEqual("items", Assert.ThrowsExactly<ArgumentNullException>(() => new PackedSequences(null!, [0], 1)).ParamName);
        Assert.AreEqual("offsets", Assert.ThrowsExactly<ArgumentNullException>(() => new PackedSequences([], null!, 1)).ParamName);
    }

    private static void AssertRejected(long[] offsets, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<ArgumentException>(() => new PackedSequences([1, 2, 3], offsets, 2)).Message);
}
