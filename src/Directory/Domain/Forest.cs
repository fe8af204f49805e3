using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>
/// The places of all organisations at all times: what may stand under what. Not for several threads.
/// </summary>
public sealed class Forest
{
    /// <summary>The most organisations between a root and a leaf, both included.</summary>
    public const int MostLevels = 20;

    private readonly Dictionary<Guid, Place> places = [];
    private readonly Dictionary<Guid, HashSet<Guid>> children = [];
    private readonly Dictionary<string, HashSet<Guid>> numbers = [];

    /// <summary>Takes the places as they are, without judging them.</summary>
    public Forest(IEnumerable<Place> places)
    {
        foreach (var place in places)
            Put(place);
    }

    /// <summary>How many there are.</summary>
    public int Count => places.Count;

    /// <summary>The place of an organisation; null when there is none.</summary>
    public Place? this[Guid id] => places.GetValueOrDefault(id);

    /// <summary>Those that bear a 法人番号 at any time.</summary>
    public IEnumerable<Place> WithNumber(string number)
        => numbers.TryGetValue(number, out var ids) ? ids.Select(id => places[id]) : [];

    /// <summary>Adds a place, or puts it where the one of the same id was; says nothing about whether it may stand there.</summary>
    public void Put(Place place)
    {
        Remove(place.Id);
        places[place.Id] = place;
        foreach (var entry in place.Parents.Entries)
            Under(entry.Value).Add(place.Id);
        if (place.CorporateNumber is { } number)
        {
            if (!numbers.TryGetValue(number, out var bearers))
                numbers[number] = bearers = [];
            bearers.Add(place.Id);
        }
    }

    /// <summary>Takes a place away; those beneath it keep naming it.</summary>
    public void Remove(Guid id)
    {
        if (!places.Remove(id, out var place))
            return;
        foreach (var entry in place.Parents.Entries)
            children[entry.Value].Remove(id);
        if (place.CorporateNumber is { } number)
            numbers[number].Remove(id);
    }

    /// <summary>The places that stand under one at any time.</summary>
    public IEnumerable<Place> ChildrenOf(Guid id) => children.TryGetValue(id, out var found) ? found.Select(c => places[c]) : [];

    /// <summary>One and all that stand under it at any time, at most <see cref="MostLevels"/> levels down.</summary>
    public IReadOnlySet<Guid> Branch(Guid id)
    {
        var found = new HashSet<Guid> { id };
        IReadOnlyCollection<Guid> level = [id];
        for (var depth = 1; depth < MostLevels && level.Count > 0; depth++)
            level = [.. level.SelectMany(ChildrenOf).Select(c => c.Id).Where(found.Add)];
        return found;
    }

    /// <summary>
    /// Its ancestors and itself, each with the days on which it is one: the rows of the access tree. In order of ancestor and day,
    /// neighbouring periods joined.
    /// </summary>
    public IReadOnlyList<Dated<Guid>> Ancestors(Guid id)
    {
        var found = new List<Dated<Guid>>();
        Climb(places[id], places[id].Life, 1, (place, period, _) => found.Add(new(period, place.Id)));
        return [.. found.GroupBy(f => f.Value).OrderBy(g => g.Key).SelectMany(g => Timeline<Guid>.Of(g).Entries)];
    }

    /// <summary>The uppermost of its ancestors, itself where it stands alone, with the days on which it is that.</summary>
    public Timeline<Guid> Roots(Guid id)
    {
        var found = new List<Dated<Guid>>();
        Climb(places[id], places[id].Life, 1, (place, period, _) =>
        {
            var free = Timeline<Guid>.Of([new(period, place.Id)]);
            foreach (var parent in place.Parents.Entries)
            {
                var under = parent.Period.And(period);
                if (under.IsEmpty)
                    continue;
                free = free.Clear(under.From);
                if (under.Until < period.Until)
                    free = free.Set(under.Until, place.Id);
            }

            found.AddRange(free.Entries.Select(e => e with { Period = e.Period.And(period) }));
        });
        return Timeline<Guid>.Of(found);
    }

    /// <summary>
    /// What is wrong with a place as it stands now, at any moment of its life: with itself and with those that stand under it.
    /// Columns: <c>from</c>, <c>until</c>, <c>parent</c>, <c>corporate_number</c>.
    /// </summary>
    public IEnumerable<Fault> Faults(Guid id)
    {
        var place = places[id];
        foreach (var fault in PlaceRules.OwnFaults(place))
            yield return fault;
        foreach (var entry in place.Parents.Entries.Select(e => e with { Period = e.Period.And(place.Life) }).Where(e => !e.Period.IsEmpty))
        {
            if (PlaceRules.UnderFault(place, this[entry.Value], entry) is { } fault)
                yield return fault;
        }

        if (place.CorporateNumber is { } number
            && WithNumber(number).Any(other => other.Id != id && !other.Life.And(place.Life).IsEmpty))
        {
            yield return PlaceRules.NumberTaken(number);
        }

        foreach (var child in ChildrenOf(id))
        {
            foreach (var entry in child.Parents.Entries.Where(e => e.Value == id).Select(e => e with { Period = e.Period.And(child.Life) }))
            {
                if (PlaceRules.OverFault(place, child, entry) is { } fault)
                    yield return fault;
            }
        }

        if (Circles(place))
            yield return PlaceRules.Circle;
        else if (Branch(id).Any(TooDeep))
            yield return PlaceRules.TooDeep;
    }

    private bool Circles(Place place)
    {
        var circles = false;
        Climb(place, place.Life, 1, (at, _, depth) => circles |= depth > 1 && at.Id == place.Id);
        return circles;
    }

    private bool TooDeep(Guid id)
    {
        var deep = false;
        Climb(places[id], places[id].Life, 1, (_, _, depth) => deep |= depth > MostLevels);
        return deep;
    }

    // Stops one level beyond the most, so that a circle or a chain without end cannot run away.
    private void Climb(Place place, Period within, int depth, Action<Place, Period, int> meet)
    {
        meet(place, within, depth);
        if (depth > MostLevels)
            return;
        foreach (var entry in place.Parents.Entries)
        {
            var period = entry.Period.And(within);
            if (!period.IsEmpty && places.TryGetValue(entry.Value, out var parent))
                Climb(parent, period.And(parent.Life), depth + 1, meet);
        }
    }

    private HashSet<Guid> Under(Guid parent)
    {
        if (!children.TryGetValue(parent, out var found))
            children[parent] = found = [];
        return found;
    }
}
