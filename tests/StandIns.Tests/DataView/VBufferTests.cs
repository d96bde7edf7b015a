namespace Microsoft.ML.Tests;

[TestClass]
public class VBufferTests
{
    private static readonly VBuffer<int> Sparse = new(6, 2, [7, 9], [1, 4]);

    [TestMethod]
    public void The_constructor_shares_the_arrays()
    {
        int[] values = [1, 2, 3];
        var vector = new VBuffer<int>(3, values);
        values[1] = 20;
        Assert.AreEqual(20, vector.GetValues()[1]);
    }

    [TestMethod]
    public void A_dense_vector_has_no_indices_and_ends_at_its_length()
    {
        var vector = new VBuffer<int>(2, [1, 2, 3]);
        Assert.IsTrue(vector.IsDense);
        Assert.AreEqual(2, vector.Length);
        Assert.AreEqual(2, vector.GetValues().Length);
        Assert.AreEqual(0, vector.GetIndices().Length);
    }

    [TestMethod]
    public void A_sparse_vector_gives_explicit_values_only()
    {
        Assert.IsFalse(Sparse.IsDense);
        CollectionAssert.AreEqual(new[] { 7, 9 }, Sparse.GetValues().ToArray());
        CollectionAssert.AreEqual(new[] { 1, 4 }, Sparse.GetIndices().ToArray());
        CollectionAssert.AreEqual(new[] { KeyValuePair.Create(1, 7), KeyValuePair.Create(4, 9) }, Sparse.Items().ToArray());
    }

    [TestMethod]
    public void All_values_are_to_be_had_densely()
    {
        int[] expected = [0, 7, 0, 0, 9, 0];
        CollectionAssert.AreEqual(expected, Sparse.DenseValues().ToArray());
        CollectionAssert.AreEqual(expected, Sparse.Items(all: true).Select(item => item.Value).ToArray());
        CollectionAssert.AreEqual(expected, Enumerable.Range(0, 6).Select(i => Sparse.GetItemOrDefault(i)).ToArray());
    }

    [TestMethod]
    public void An_item_can_be_written_to_a_place()
    {
        var value = 5;
        Sparse.GetItemOrDefault(0, ref value);
        Assert.AreEqual(0, value);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Sparse.GetItemOrDefault(6));
    }

    [TestMethod]
    public void The_default_vector_is_empty_and_dense()
    {
        VBuffer<float> vector = default;
        Assert.IsTrue(vector.IsDense);
        Assert.AreEqual(0, vector.Length);
        Assert.AreEqual(0, vector.GetValues().Length);
        Assert.IsEmpty(vector.DenseValues());
    }

    [TestMethod]
    public void Copies_have_arrays_of_their_own_and_stay_sparse()
    {
        VBuffer<int> copy = default;
        Sparse.CopyTo(ref copy);
        Assert.IsFalse(copy.IsDense);
        CollectionAssert.AreEqual(new[] { 1, 4 }, copy.GetIndices().ToArray());
        Assert.IsFalse(copy.GetValues() == Sparse.GetValues());
    }

    [TestMethod]
    public void A_copy_uses_the_arrays_that_are_there()
    {
        var target = new int[8];
        var copy = new VBuffer<int>(8, target);
        new VBuffer<int>(2, [5, 6]).CopyTo(ref copy);
        Assert.AreEqual(2, copy.Length);
        CollectionAssert.AreEqual(new[] { 5, 6, 0 }, target[..3]);
    }

    [TestMethod]
    public void A_stretch_of_a_sparse_vector_counts_its_indices_anew()
    {
        VBuffer<int> copy = default;
        Sparse.CopyTo(ref copy, 2, 4);
        Assert.AreEqual(4, copy.Length);
        CollectionAssert.AreEqual(new[] { 2 }, copy.GetIndices().ToArray());
        CollectionAssert.AreEqual(new[] { 9 }, copy.GetValues().ToArray());
    }

    [TestMethod]
    public void A_stretch_of_a_dense_vector_is_dense()
    {
        VBuffer<int> copy = default;
        new VBuffer<int>(4, [1, 2, 3, 4]).CopyTo(ref copy, 1, 2);
        CollectionAssert.AreEqual(new[] { 2, 3 }, copy.GetValues().ToArray());
        Assert.IsTrue(copy.IsDense);
    }

    [TestMethod]
    public void Copies_into_spans_fill_the_gaps()
    {
        int[] target = [1, 1, 1, 1, 1, 1, 1, 1];
        Sparse.CopyTo(target.AsSpan(), 1, defaultValue: 3);
        CollectionAssert.AreEqual(new[] { 1, 3, 7, 3, 3, 9, 3, 1 }, target);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Sparse.CopyTo(new int[5]));
    }

    [TestMethod]
    public void A_copy_can_be_made_dense()
    {
        VBuffer<int> copy = default;
        Sparse.CopyToDense(ref copy);
        Assert.IsTrue(copy.IsDense);
        CollectionAssert.AreEqual(new[] { 0, 7, 0, 0, 9, 0 }, copy.GetValues().ToArray());
    }

    [TestMethod]
    public void A_vector_can_be_made_of_a_stretch_of_an_array()
    {
        VBuffer<int> vector = default;
        VBuffer<int>.Copy([1, 2, 3, 4], 1, ref vector, 2);
        CollectionAssert.AreEqual(new[] { 2, 3 }, vector.GetValues().ToArray());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => VBuffer<int>.Copy([1, 2], 1, ref vector, 2));
    }

    [TestMethod]
    public void Too_few_values_or_indices_are_an_error()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VBuffer<int>(3, [1, 2]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VBuffer<int>(-1, [1, 2]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VBuffer<int>(3, 4, [1, 2, 3, 4], null));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VBuffer<int>(3, 2, [1, 2], [1]));
    }

    [TestMethod]
    public void A_sparse_vector_may_have_no_arrays()
    {
        var vector = new VBuffer<int>(3, 0, null, null);
        Assert.IsFalse(vector.IsDense);
        CollectionAssert.AreEqual(new[] { 0, 0, 0 }, vector.DenseValues().ToArray());
    }
}
