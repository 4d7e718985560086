package org.whippletree.supervisor;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.whippletree.config.FilePaths;

/**
 * The files that tell other programs about the server: PidFile and ScoreBoardFile. A later configuration may move them. Never used by
 * two threads at one time.
 */
final class ServerFiles implements AutoCloseable {
    private final Supplier<CompletionStage<String>> status;
    private Path pidPath;
    private PidFile pidFile;
    private Path scoreboardPath = Path.of("");
    private Optional<ScoreboardFile> scoreboardFile = Optional.empty();

    private ServerFiles(Path pidPath, PidFile pidFile, Supplier<CompletionStage<String>> status) {
        this.pidPath = pidPath;
        this.pidFile = pidFile;
        this.status = status;
    }

    /** @param status the document of the ScoreBoardFile */
    static ServerFiles write(FilePaths paths, Supplier<CompletionStage<String>> status) throws StartFailure {
        ServerFiles files = new ServerFiles(paths.pidFile(), PidFile.write(paths.pidFile(), OwnProcess.pid()), status);
        try {
            files.moveTo(paths);
        } catch (StartFailure e) {
            files.close();
            throw e;
        }
        return files;
    }

    /** Writes where these paths say, and no more where the former ones did; a failure leaves things as they are. */
    void moveTo(FilePaths paths) throws StartFailure {
        boolean pidMoves = !paths.pidFile().equals(pidPath);
        if (pidMoves) {
            PidFile.refuseLiving(paths.pidFile(), OwnProcess.pid());
        }
        boolean scoreboardMoves = !paths.scoreboardFile().equals(scoreboardPath);
        Optional<ScoreboardFile> scoreboard =
                scoreboardMoves ? openScoreboard(paths.scoreboardFile()) : Optional.empty();
        try {
            if (pidMoves) {
                PidFile moved = PidFile.write(paths.pidFile(), OwnProcess.pid());
                pidFile.close();
                pidFile = moved;
                pidPath = paths.pidFile();
            }
        } catch (StartFailure e) {
            scoreboard.ifPresent(ScoreboardFile::close);
            throw e;
        }
        if (scoreboardMoves) {
            scoreboardFile.ifPresent(ScoreboardFile::close);
            scoreboardFile = scoreboard;
            scoreboardPath = paths.scoreboardFile();
        }
    }

    private Optional<ScoreboardFile> openScoreboard(Path file) throws StartFailure {
        return file.toString().isEmpty() ? Optional.empty() : Optional.of(ScoreboardFile.open(file, status));
    }

    /** Removes them. */
    @Override
    public void close() {
        scoreboardFile.ifPresent(ScoreboardFile::close);
        pidFile.close();
    }
}
