namespace Sakimori.Platform.Tables;

/// <summary>Characters of a cell within the table's text.</summary>
internal readonly record struct Slice(int Start, int Length);

/// <summary>Where a row begins among the cells, and its number in the file.</summary>
internal readonly record struct RowMark(int FirstCell, int Number);

/// <summary>A list that grows by whole segments, so that millions of entries are never copied.</summary>
internal sealed class Segments<T>
    where T : struct
{
    private const int Shift = 12;
    private const int Mask = (1 << Shift) - 1;
    private readonly List<T[]> segments = [];
    private T[] current = [];

    public int Count { get; private set; }

    public T this[int index] => segments[index >> Shift][index & Mask];

    public void Add(T item)
    {
        var offset = Count & Mask;
        if (offset == 0)
            Advance();
        current[offset] = item;
        Count++;
    }

    /// <summary>Forgets everything from <paramref name="count"/> on.</summary>
    public void Truncate(int count)
    {
        Count = count;
        if (count > 0)
            current = segments[(count - 1) >> Shift];
    }

    private void Advance()
    {
        var index = Count >> Shift;
        if (index == segments.Count)
            segments.Add(new T[1 << Shift]);
        current = segments[index];
    }
}
