namespace MLNetUnlearn.Conventions.Calls;

/// <summary>A type of another assembly and those of its members that are called, empty if it is only named or implemented.</summary>
internal sealed record ReferencedType(string Assembly, string Name, IReadOnlyList<string> Members);
