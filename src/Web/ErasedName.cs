using Sakimori.Kernel;

namespace Sakimori.Web;

/// <summary>What stands where a name was erased.</summary>
public static class ErasedName
{
    /// <summary>The words.</summary>
    public static Text Words { get; } = new("消去済み", "erased");

    /// <summary>A name within a sentence of both languages: the words where it was erased, as it was kept otherwise.</summary>
    public static Text Or(string? name) => string.IsNullOrEmpty(name) ? Words : Text.Same(name);
}
