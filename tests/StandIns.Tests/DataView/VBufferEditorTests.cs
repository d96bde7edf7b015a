namespace Microsoft.ML.Tests;

[TestClass]
public class VBufferEditorTests
{
    [TestMethod]
    public void Values_that_were_there_are_not_cleared()
    {
        var vector = new VBuffer<int>(3, [1, 2, 3]);
        var editor = VBufferEditor.Create(ref vector, 2);
        Assert.IsFalse(editor.CreatedNewValues);
        CollectionAssert.AreEqual(new[] { 1, 2 }, editor.Values.ToArray());
        editor.Values[0] = 10;
        CollectionAssert.AreEqual(new[] { 10, 2 }, editor.Commit().GetValues().ToArray());
    }

    [TestMethod]
    public void Larger_vectors_get_new_arrays()
    {
        var vector = new VBuffer<int>(2, [1, 2]);
        var editor = VBufferEditor.Create(ref vector, 5);
        Assert.IsTrue(editor.CreatedNewValues);
        CollectionAssert.AreEqual(new int[5], editor.Values.ToArray());
    }

    [TestMethod]
    public void Values_can_move_along()
    {
        var vector = new VBuffer<int>(2, [1, 2]);
        var editor = VBufferEditor.Create(ref vector, 3, keepOldOnResize: true);
        CollectionAssert.AreEqual(new[] { 1, 2, 0 }, editor.Values.ToArray());
    }

    [TestMethod]
    public void A_sparse_vector_is_written_by_index()
    {
        VBuffer<string> vector = default;
        var editor = VBufferEditor.Create(ref vector, 10, 2);
        Assert.IsTrue(editor.CreatedNewIndices);
        editor.Indices[0] = 3;
        editor.Values[0] = "a";
        editor.Indices[1] = 8;
        editor.Values[1] = "b";
        vector = editor.Commit();
        Assert.IsFalse(vector.IsDense);
        Assert.AreEqual("b", vector.GetItemOrDefault(8));
        Assert.IsNull(vector.GetItemOrDefault(4));
    }

    [TestMethod]
    public void A_commit_may_leave_values_out()
    {
        VBuffer<int> vector = default;
        var editor = VBufferEditor.Create(ref vector, 10, 4);
        editor.Indices[0] = 5;
        editor.Values[0] = 6;
        vector = editor.CommitTruncated(1);
        Assert.AreEqual(10, vector.Length);
        CollectionAssert.AreEqual(new[] { KeyValuePair.Create(5, 6) }, vector.Items().ToArray());
    }

    [TestMethod]
    public void A_commit_cannot_add_values()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
        {
            VBuffer<int> vector = default;
            VBufferEditor.Create(ref vector, 10, 4).CommitTruncated(5);
        });
    }

    [TestMethod]
    public void An_editor_of_a_vector_has_its_values_and_indices()
    {
        var vector = new VBuffer<int>(6, 2, [7, 9], [1, 4]);
        var editor = VBufferEditor.CreateFromBuffer(ref vector);
        editor.Values[1] = 10;
        Assert.AreEqual(10, vector.GetItemOrDefault(4));
        CollectionAssert.AreEqual(new[] { 1, 4 }, editor.Indices.ToArray());
    }

    [TestMethod]
    public void Dense_vectors_have_indices_on_demand()
    {
        VBuffer<int> vector = default;
        Assert.AreEqual(0, VBufferEditor.Create(ref vector, 3).Indices.Length);
        Assert.AreEqual(3, VBufferEditor.Create(ref vector, 3, requireIndicesOnDense: true).Indices.Length);
    }

    [TestMethod]
    public void The_capacity_can_be_limited()
    {
        var vector = new VBuffer<int>(4, new int[4]);
        vector = VBufferEditor.Create(ref vector, 5, maxValuesCapacity: 5).Commit();
        Assert.IsTrue(VBufferEditor.Create(ref vector, 6).CreatedNewValues);
    }

    [TestMethod]
    public void Impossible_sizes_are_an_error()
    {
        VBuffer<int> vector = default;
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => { VBufferEditor.Create(ref vector, -1); });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => { VBufferEditor.Create(ref vector, 2, 3); });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => { VBufferEditor.Create(ref vector, 4, maxValuesCapacity: 3); });
    }
}
