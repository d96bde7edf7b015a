namespace Microsoft.ML.Tests;

[TestClass]
public class AnnotationsTests
{
    [TestMethod]
    public void Values_come_back()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue("Answer", NumberDataViewType.Int32, 42);
        builder.Add("Names", new VectorDataViewType(TextDataViewType.Instance, 2), (ref VBuffer<ReadOnlyMemory<char>> value) =>
            value = new VBuffer<ReadOnlyMemory<char>>(2, ["a".AsMemory(), "b".AsMemory()]));
        var annotations = builder.ToAnnotations();

        var answer = 0;
        annotations.GetValue("Answer", ref answer);
        Assert.AreEqual(42, answer);

        VBuffer<ReadOnlyMemory<char>> names = default;
        annotations.GetGetter<VBuffer<ReadOnlyMemory<char>>>(annotations.Schema["Names"])(ref names);
        Assert.AreEqual("b", names.GetItemOrDefault(1).ToString());
    }

    [TestMethod]
    public void A_getter_may_come_untyped()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add("Answer", NumberDataViewType.Int32, (Delegate)(ValueGetter<int>)((ref int value) => value = 42));
        var answer = 0;
        builder.ToAnnotations().GetValue("Answer", ref answer);
        Assert.AreEqual(42, answer);
    }

    [TestMethod]
    public void Unknown_kinds_and_wrong_types_are_an_error()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue("Answer", NumberDataViewType.Int32, 42);
        var annotations = builder.ToAnnotations();
        var real = 0f;
        Assert.ThrowsExactly<InvalidOperationException>(() => annotations.GetValue("Missing", ref real));
        Assert.ThrowsExactly<InvalidOperationException>(() => annotations.GetValue("Answer", ref real));
        Assert.ThrowsExactly<InvalidOperationException>(() => annotations.GetGetter<float>(annotations.Schema["Answer"]));
    }

    [TestMethod]
    public void The_getter_must_fit_the_type()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        Assert.ThrowsExactly<ArgumentException>(() => builder.Add("A", NumberDataViewType.Int32, (ref float value) => value = 1));
        Assert.ThrowsExactly<ArgumentException>(() => builder.AddPrimitiveValue("A", NumberDataViewType.Int32, 1f));
    }

    [TestMethod]
    public void An_untyped_getter_must_fit_the_type()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        var error = Assert.Throws<Exception>(() =>
            builder.Add("A", NumberDataViewType.Int32, (Delegate)(ValueGetter<float>)((ref float value) => value = 1)));
        Assert.IsInstanceOfType<ArgumentException>(error.GetBaseException());
    }

    [TestMethod]
    public void Annotations_of_another_column_can_be_selected()
    {
        var source = new DataViewSchema.Annotations.Builder();
        source.AddPrimitiveValue("A", NumberDataViewType.Int32, 1);
        source.AddPrimitiveValue("B", NumberDataViewType.Int32, 2);
        var target = new DataViewSchema.Annotations.Builder();
        target.Add(source.ToAnnotations(), name => name == "B");
        target.Add(null, name => true);
        var annotations = target.ToAnnotations();
        Assert.HasCount(1, annotations.Schema);
        var value = 0;
        annotations.GetValue("B", ref value);
        Assert.AreEqual(2, value);
    }
}
