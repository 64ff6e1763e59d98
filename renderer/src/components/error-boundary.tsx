import { Component, type ReactNode } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { toAppError } from '../stores/request.ts';
import { ErrorPanel } from './error-panel.tsx';

type ErrorBoundaryProps = { readonly children: ReactNode };
type ErrorBoundaryState = { readonly error: AppError | null };

/** Keeps a defect in one screen from taking the window: the bars stay, and other screens can be opened. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { error: toAppError(thrown) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <ErrorPanel
        title="This screen could not be drawn"
        error={error}
        actions={
          <button type="button" className="button" onClick={() => this.setState({ error: null })}>
            Try again
          </button>
        }
      />
    );
  }
}
