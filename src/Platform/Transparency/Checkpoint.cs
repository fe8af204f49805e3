using System.Globalization;
using System.Text;
using Sakimori.Kernel;

namespace Sakimori.Platform.Transparency;

/// <summary>What a log says of itself at a size, to be signed (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">Which log: one line, such as <c>portal.example/audit</c>.</param>
/// <param name="Size">How many entries it has.</param>
/// <param name="Root">The root of the Merkle tree over them.</param>
/// <param name="Extensions">Further lines, none of them empty; best none at all.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root, IReadOnlyList<string> Extensions)
{
    /// <summary>A checkpoint without further lines.</summary>
    public Checkpoint(string origin, long size, TreeHash root)
        : this(origin, size, root, [])
    {
    }

    /// <summary>The text of the note that is signed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Origin).Append('\n').Append(Size.ToString(CultureInfo.InvariantCulture)).Append('\n').Append(Root).Append('\n');
        foreach (var line in Extensions)
            text.Append(line).Append('\n');
        return text.ToString();
    }

    /// <summary>The checkpoint that one of the keys has signed. Fails as <see cref="SignedNote.Open"/> does, and when the text is no checkpoint.</summary>
    public static Outcome<Checkpoint> Open(ReadOnlySpan<byte> note, params IReadOnlyCollection<NoteKey> keys)
    {
        var opened = SignedNote.Open(note, keys);
        return opened.Match<Outcome<Checkpoint>>(
            text => Parse(text) is { } checkpoint
                ? checkpoint : new Failure(FailureKind.Invalid, new("署名されている文書がチェックポイントではありません。", "What is signed is no checkpoint.")),
            failure => failure);
    }

    /// <summary>A checkpoint from its text; null when it is none. Nothing is known of who wrote it.</summary>
    public static Checkpoint? Parse(string text)
    {
        if (!text.EndsWith('\n') || text[..^1].Split('\n') is not [{ Length: > 0 } origin, var size, var root, .. var extensions])
            return null;
        return long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves) && leaves.ToString(CultureInfo.InvariantCulture) == size
            && TreeHash.Parse(root) is { } hash && !extensions.Contains("")
            ? new(origin, leaves, hash, extensions) : null;
    }

    /// <inheritdoc/>
    public bool Equals(Checkpoint? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Size, Root);
}
