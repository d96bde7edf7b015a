using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>Writing into the buffers that callers of getters hand in.</summary>
internal static class VectorGetters
{
    /// <summary>Makes <paramref name="destination"/> a dense copy of <paramref name="values"/>, reusing its memory.</summary>
    public static void Write<T>(ReadOnlySpan<T> values, ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, values.Length);
        values.CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>Makes <paramref name="destination"/> a dense vector of <paramref name="length"/> slots that ends with
    /// <paramref name="values"/>
    /// and starts with zeros.</summary>
    public static void WritePaddedInFront(ReadOnlySpan<uint> values, int length, ref VBuffer<uint> destination)
    {
        VBufferEditor<uint> editor = VBufferEditor.Create(ref destination, length);
        editor.Values[..(length - values.Length)].Clear(); // a reused buffer still holds the row before
        values.CopyTo(editor.Values[(length - values.Length)..]);
        destination = editor.Commit();
    }
}
